import { assign, call, choose, Definition, ex, giveBack } from '../../workflows/workflow-language';

const ENTRY = { logName: ex('config.log'), resource: { type: 'global' }, labels: { monitor: ex('config.monitor') } };

/**
 * Writes what was found into the log, from which metrics and alarms come.
 *
 * https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/entries/write
 */
export const TELL: Definition = {
  told: {
    params: ['config', 'values'],
    steps: [
      call('ask', 'queried', { config: ex('config'), values: ex('values'), statement: ex('config.entries') }, 'job'),
      assign('begin', { query: { location: ex('config.location'), maxResults: 1 }, no_list: [] }),
      call('read', 'got', { url: ex('config.bigquery + "/projects/" + config.project + "/queries/" + job'), query: ex('query') }, 'found'),
      choose('some', [{ condition: 'len(default(map.get(found, "rows"), no_list)) > 0', next: 'write' }]),
      giveBack('nothing', null),
      call('write', 'sent', {
        method: 'POST',
        url: 'https://logging.googleapis.com/v2/entries:write',
        body: { ...ENTRY, entries: ex('json.decode(found.rows[0].f[0].v)') },
      }, 'written'),
      choose('more', [{ condition: '"pageToken" in found', next: 'turn' }]),
      giveBack('give', null),
      { turn: { assign: [{ 'query.pageToken': ex('found.pageToken') }], next: 'read' } },
    ],
  },
};
