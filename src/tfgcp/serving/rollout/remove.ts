import { assign, call, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

const PLACE = { api: ex('api'), endpoint: ex('release.endpoint') };
const FORGET = { api: ex('api'), own: ex('release.ownModels') };
/** The resource name of a model with and without its version. */
const PARTS = ex('text.split(one.model, "@")');
const BARE = ex('parts[0]');

/**
 * Removes what serves nobody. Vertex AI refuses to remove a deployment that has traffic, but for the last one, so that nothing here can take away what serves.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints/undeployModel
 */
export const REMOVE: Definition = {
  undeploy: {
    params: ['api', 'endpoint', 'id'],
    steps: [
      call('post', 'sent', { method: 'POST', url: ex('api + endpoint + ":undeployModel"'), body: { deployedModelId: ex('id') } }, 'operation'),
      call('follow', 'waited', { api: ex('api'), operation: ex('operation'), what: ex('"the removal of the deployment " + id') }, 'done'),
      giveBack('give', ex('id')),
    ],
  },
  // A model that was uploaded for this endpoint, which its name says; any other stays.
  delete_model: {
    params: ['api', 'own', 'model'],
    steps: [
      when('ours', 'text.match_regex(model, own)', [
        call('delete', 'deleted', { url: ex('api + model') }, 'operation'),
        call('follow', 'waited', { api: ex('api'), operation: ex('operation'), what: ex('"the removal of " + model') }, 'done'),
      ]),
      giveBack('give', ex('model')),
    ],
  },
  // What is deployed and not wanted any more, and the models that nothing else needs.
  clean_up: {
    params: ['release', 'api'],
    steps: [
      call('look', 'read_endpoint', PLACE, 'now'),
      assign('begin', { wanted: {}, needed: {}, removed: [], unneeded: {} }),
      each('all', 'variant', 'release.variants', [assign('note', { 'key': ex('variant.key'), 'wanted[key]': true })]),
      each('deployed', 'one', 'now.deployed', [
        assign('which', { key: ex('one.displayName'), parts: PARTS, model: BARE, stays: ex('key in wanted and now.by_key[key].id == one.id') }),
        when('keep', 'stays', [assign('need', { 'needed[model]': true })]),
        when('go', 'not(stays)', [
          call('remove', 'undeploy', { ...PLACE, id: ex('one.id') }, 'done'),
          assign('count', { 'removed': ex('list.concat(removed, one.id)'), 'unneeded[model]': true }),
        ]),
      ]),
      each('models', 'model', 'keys(unneeded)', [
        when('nobody', 'not(model in needed)', [call('forget', 'delete_model', { ...FORGET, model: ex('model') }, 'gone')]),
      ]),
      giveBack('give', ex('removed')),
    ],
  },
  // Everything, when the endpoint goes: all traffic on the first, the others away, and that one last.
  remove_all: {
    params: ['release', 'api'],
    steps: [
      call('look', 'read_endpoint', PLACE, 'now'),
      assign('begin', { models: {}, first: '', only: {} }),
      each('all', 'one', 'now.deployed', [
        assign('note', { 'parts': PARTS, 'model': BARE, 'models[model]': true }),
        when('is_first', 'first == ""', [assign('name', { 'first': ex('one.id'), 'only[first]': 100 })]),
      ]),
      when('several', 'len(now.deployed) > 1 and len(now.split) > 0', [call('gather', 'set_traffic', { ...PLACE, split: ex('only') }, 'done')]),
      each('others', 'one', 'now.deployed', [
        when('not_first', 'one.id != first', [call('remove', 'undeploy', { ...PLACE, id: ex('one.id') }, 'gone')]),
      ]),
      when('any', 'first != ""', [call('remove_last', 'undeploy', { ...PLACE, id: ex('first') }, 'gone')]),
      each('uploads', 'model', 'keys(models)', [call('forget', 'delete_model', { ...FORGET, model: ex('model') }, 'gone')]),
      giveBack('give', 'all deployments are removed'),
    ],
  },
};
