import { assign, call, choose, Definition, ex, fail, giveBack, Step } from './workflow-language';

/** How often an operation that runs is looked at. */
const LOOK_SECONDS = 20;

const READ = 'http.default_retry_predicate';
/** What cannot have been done. */
const UNDONE = 'http.default_retry_predicate_non_idempotent';

function repeated(name: string, args: Readonly<Record<string, unknown>>, predicate: string): Step {
  return {
    [name]: {
      try: { call: 'http.request', args: { ...args, auth: { type: 'OAuth2' }, timeout: 300 }, result: 'answer' },
      retry: { predicate: ex(predicate), max_retries: 10, backoff: { initial_delay: 2, max_delay: 120, multiplier: 2 } },
    },
  };
}

/**
 * Calls of Google's APIs as the workflow's own account. One that changes something is repeated only where it cannot have been done:
 * https://docs.cloud.google.com/workflows/docs/reference/syntax/retrying
 */
export const HTTP_CALLS: Definition = {
  got: {
    params: ['url', { query: null }],
    steps: [
      assign('nothing', { no_map: {} }),
      repeated('ask', { method: 'GET', url: ex('url'), query: ex('default(query, no_map)') }, READ),
      giveBack('give', ex('answer.body')),
    ],
  },
  sent: {
    params: ['method', 'url', 'body', { query: null }],
    steps: [
      assign('nothing', { no_map: {} }),
      repeated('ask', { method: ex('method'), url: ex('url'), body: ex('body'), query: ex('default(query, no_map)') }, UNDONE),
      giveBack('give', ex('answer.body')),
    ],
  },
  deleted: {
    params: ['url'],
    steps: [repeated('ask', { method: 'DELETE', url: ex('url') }, UNDONE), giveBack('give', ex('answer.body'))],
  },
  // Gives the answer of an operation once it has ended well: https://docs.cloud.google.com/vertex-ai/docs/general/long-running-operations
  waited: {
    params: ['api', 'operation', 'what'],
    steps: [
      assign('begin', { seen: ex('operation') }),
      choose('judge', [
        { condition: '"error" in seen', next: 'failed' },
        { condition: 'default(map.get(seen, "done"), false)', next: 'ended' },
      ]),
      call('pause', 'sys.sleep', { seconds: LOOK_SECONDS }),
      { look: { call: 'got', args: { url: ex('api + operation.name') }, result: 'seen', next: 'judge' } },
      fail('failed', 'what + ": " + default(map.get(seen.error, "message"), "it failed without a message")'),
      giveBack('ended', ex('map.get(seen, "response")')),
    ],
  },
};
