import { assign, call, choose, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

/**
 * Removes a version; the last one takes the model along. Vertex AI refuses to remove one that is deployed, and the default one, which another becomes before.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/deleteVersion
 */
export const REMOVE_VERSION: Definition = {
  remove_version: {
    params: ['version', 'api'],
    steps: [
      assign('begin', { model: ex('version.place + "/models/" + version.modelId'), no_list: [], ours: null, other: null }),
      {
        look: {
          try: { call: 'got', args: { url: ex('api + model + ":listVersions"'), query: { pageSize: 100 } }, result: 'listed' },
          except: {
            as: 'e',
            steps: [
              choose('code', [{ condition: 'default(map.get(e, "code"), 0) == 404', next: 'missing' }]),
              { raised: { raise: ex('e') } },
              assign('missing', { listed: {} }),
            ],
          },
        },
      },
      each('all', 'one', 'default(map.get(listed, "models"), no_list)', [
        assign('read', { mine: ex('version.alias in default(map.get(one, "versionAliases"), no_list)') }),
        when('found', 'mine', [assign('keep_ours', { ours: ex('one') })]),
        when('not_found', 'not(mine)', [assign('keep_other', { other: ex('one') })]),
      ]),
      choose('nothing', [{ condition: 'ours == null', next: 'give' }]),
      when('last', 'other == null', [call('remove_model', 'deleted', { url: ex('api + model') }, 'operation')]),
      when('one_of_several', 'other != null', [
        when('is_default', '"default" in ours.versionAliases', [
          call('pass_on', 'sent', { method: 'POST', url: ex('api + model + "@" + other.versionId + ":mergeVersionAliases"'), body: { versionAliases: ['default'] } }, 'passed'),
        ]),
        call('remove_version', 'deleted', { url: ex('api + model + "@" + ours.versionId + ":deleteVersion"') }, 'operation'),
      ]),
      call('follow', 'waited', { api: ex('api'), operation: ex('operation'), what: ex('"the removal of the version " + version.alias') }, 'done'),
      giveBack('give', ex('model')),
    ],
  },
};
