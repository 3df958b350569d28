import { assign, call, choose, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

/**
 * The number of the newest version of a registered model that is approved, which an alias of it says; `0` where there is none.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/listVersions
 */
export const NEWEST_APPROVAL: Definition = {
  newest_approval: {
    params: ['registry'],
    steps: [
      assign('begin', { newest: 0, query: { pageSize: 100 }, no_list: [] }),
      call('find', 'got', { url: ex('registry.api + registry.model + ":listVersions"'), query: ex('query') }, 'found'),
      each('each_version', 'version', 'default(map.get(found, "models"), no_list)', [
        each('each_alias', 'alias', 'default(map.get(version, "versionAliases"), no_list)', [
          when('approved', 'text.match_regex(alias, "-approved$") and int(version.versionId) > newest', [assign('take', { newest: ex('int(version.versionId)') })]),
        ]),
      ]),
      choose('more', [{ condition: '"nextPageToken" in found', next: 'turn' }]),
      giveBack('give', ex('string(newest)')),
      { turn: { assign: [{ 'query.pageToken': ex('found.nextPageToken') }], next: 'find' } },
    ],
  },
};
