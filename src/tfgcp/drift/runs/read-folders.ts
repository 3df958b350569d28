import { assign, call, choose, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

/** Files of one load: a page of the list of objects. */
const FILES = 500;

/**
 * Loads the files of a span of hours, whose folders sort as the hours do, and tells how many there were.
 *
 * https://docs.cloud.google.com/storage/docs/json_api/v1/objects/list (`startOffset`, `endOffset`)
 */
export const READ_FOLDERS: Definition = {
  hours_loaded: {
    params: ['config', 'folder', 'since', 'until', 'table'],
    steps: [
      assign('begin', { files: 0, disposition: 'WRITE_TRUNCATE', no_list: [] }),
      assign('span', {
        query: {
          prefix: ex('folder.prefix'),
          startOffset: ex('folder.prefix + since + "/"'),
          endOffset: ex('folder.prefix + until + "/"'),
          fields: 'items(name),nextPageToken',
          maxResults: FILES,
        },
      }),
      call('find', 'got', { url: ex('config.storage + "/b/" + folder.bucket + "/o"'), query: ex('query') }, 'found'),
      assign('none_yet', { uris: [] }),
      each('each_file', 'item', 'default(map.get(found, "items"), no_list)', [
        when('is_data', 'text.match_regex(item.name, folder.pattern)', [assign('take', { uris: ex('list.concat(uris, "gs://" + folder.bucket + "/" + item.name)') })]),
      ]),
      when('some', 'len(uris) > 0', [
        call('load', 'loaded', { config: ex('config'), how: ex('folder.load'), uris: ex('uris'), table: ex('table'), disposition: ex('disposition') }, 'job'),
        assign('count', { files: ex('files + len(uris)'), disposition: 'WRITE_APPEND' }),
      ]),
      choose('more', [{ condition: '"nextPageToken" in found', next: 'turn' }]),
      giveBack('give', ex('files')),
      { turn: { assign: [{ 'query.pageToken': ex('found.nextPageToken') }], next: 'find' } },
    ],
  },
};
