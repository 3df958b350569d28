import { assign, call, choose, Definition, each, ex, giveBack, when } from './workflow-language';

/** How long it waits before it looks again whether those before it have ended. */
const LOOK_SECONDS = 30;

/**
 * Waits until no execution of this workflow that began earlier goes on, so that one changes the endpoint at a time, whoever began them.
 *
 * https://docs.cloud.google.com/workflows/docs/reference/executions/rest/v1/projects.locations.workflows.executions/list
 */
export const TAKE_TURN: Definition = {
  take_turn: {
    steps: [
      assign('who', {
        me: ex('sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")'),
        place: ex('"projects/" + sys.get_env("GOOGLE_CLOUD_PROJECT_ID") + "/locations/" + sys.get_env("GOOGLE_CLOUD_LOCATION")'),
        url: ex('"https://workflowexecutions.googleapis.com/v1/" + place + "/workflows/" + sys.get_env("GOOGLE_CLOUD_WORKFLOW_ID") + "/executions"'),
      }),
      call('myself', 'got', { url: ex('url + "/" + me') }, 'mine'),
      call('find', 'got', { url: ex('url'), query: { filter: 'state="ACTIVE"', pageSize: 100 } }, 'found'),
      assign('nobody', { earlier: 0, no_list: [] }),
      each('look', 'other', 'default(map.get(found, "executions"), no_list)', [
        when('before_me', 'time.parse(other.createTime) < time.parse(mine.createTime)', [assign('count', { earlier: ex('earlier + 1') })]),
      ]),
      choose('free', [{ condition: 'earlier == 0', next: 'go' }]),
      { wait: { call: 'sys.sleep', args: { seconds: LOOK_SECONDS }, next: 'find' } },
      giveBack('go', ex('earlier')),
    ],
  },
};
