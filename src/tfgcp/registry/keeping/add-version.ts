import { assign, call, choose, Definition, each, ex, fail, giveBack, Step, when } from '../../workflows/workflow-language';

/** Reads a version or a model, and gives nothing where there is none. */
function ifThere(name: string, url: string, found: string): Step {
  return {
    [name]: {
      try: { call: 'got', args: { url: ex(url) }, result: found },
      except: {
        as: 'e',
        steps: [
          choose(`${name}_code`, [{ condition: 'default(map.get(e, "code"), 0) == 404', next: `${name}_missing` }]),
          { [`${name}_other`]: { raise: ex('e') } },
          assign(`${name}_missing`, { [found]: null }),
        ],
      },
    },
  };
}

/**
 * Adds a version once, and says of it whether it may be served. What is in a version never changes: an alias of it carries what its content was, and another content
 * under its name is an error.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/upload,
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/copy,
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/mergeVersionAliases
 */
export const ADD_VERSION: Definition = {
  add_version: {
    params: ['version', 'api'],
    steps: [
      assign('begin', { model: ex('version.place + "/models/" + version.modelId'), there: null, parent: null, no_list: [] }),
      assign('name', { named: ex('model + "@" + version.alias') }),
      ifThere('look', 'api + named', 'there'),
      when('add', 'there == null', [
        ifThere('find_model', 'api + model', 'parent'),
        assign('shape', { body: ex('version.request') }),
        when('is_first', 'parent == null', [assign('as_model', { 'body.modelId': ex('version.modelId') })]),
        when('is_next', 'parent != null', [assign('as_version', { 'body.parentModel': ex('model') })]),
        call('send', 'sent', { method: 'POST', url: ex('api + version.place + "/models:" + version.how'), body: ex('body') }, 'operation'),
        call('follow', 'waited', { api: ex('api'), operation: ex('operation'), what: ex('"the version " + version.alias') }, 'made'),
        // A copy has no aliases yet.
        call('christen', 'sent', {
          method: 'POST',
          url: ex('api + model + "@" + made.modelVersionId + ":mergeVersionAliases"'),
          body: { versionAliases: [ex('version.alias'), ex('version.content')] },
        }, 'there'),
      ]),
      choose('compare', [{ condition: 'version.content in default(map.get(there, "versionAliases"), no_list)', next: 'decide' }]),
      fail('other', '"the version " + version.alias + " is there already with another content, and what is in a version never changes: add another version"'),
      assign('decide', { changes: [ex('version.status')] }),
      each('old', 'alias', 'version.statuses', [
        when('no_more', 'alias != version.status and alias in there.versionAliases', [assign('drop', { changes: ex('list.concat(changes, "-" + alias)') })]),
      ]),
      call('mark', 'sent', { method: 'POST', url: ex('api + named + ":mergeVersionAliases"'), body: { versionAliases: ex('changes') } }, 'marked'),
      call('describe', 'sent', {
        method: 'PATCH',
        url: ex('api + named'),
        query: { updateMask: 'versionDescription' },
        body: { versionDescription: ex('version.description') },
      }, 'described'),
      giveBack('give', ex('named')),
    ],
  },
};
