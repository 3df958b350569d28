import { HTTP_CALLS } from '../../workflows/http-calls';
import { assign, call, choose, Definition, each, ex, fail, giveBack, Step, when } from '../../workflows/workflow-language';
import { CONFIG } from './monitor-workflow';

/** How often a retraining is looked at. Workflows allows 100,000 steps, of which each look takes five: https://docs.cloud.google.com/workflows/quotas */
const LOOK_SECONDS = 120;
const EXECUTIONS = 'https://workflowexecutions.googleapis.com/v1/';

/** Counts one run: whether it goes on, and when it began. */
const COUNT: readonly Step[] = [
  when('goes_on', 'begun.runs', [assign('one_runs', { running: ex('running + 1') })]),
  when('is_later', 'begun.at > latest', [assign('keep_latest', { latest: ex('begun.at') })]),
  when('of_today', 'begun.at > sys.now() - 86400', [assign('one_more', { today: ex('today + 1') })]),
];

/**
 * Starts a retraining within its limits, waits for its end, and fails where it failed, so that the alarm tells people. What was started before, by whomever, is asked of the
 * service: the runs are the memory. One execution decides at a time, and those that come meanwhile go without.
 *
 * https://docs.cloud.google.com/workflows/docs/reference/executions/rest/v1/projects.locations.workflows.executions/list,
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs/list
 */
export const RETRAIN_WORKFLOW: Definition = {
  main: {
    params: ['args'],
    steps: [
      assign('told', { text: CONFIG }),
      assign('prepare', {
        config: ex('json.decode(text)'),
        me: ex('sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")'),
        why: 'asked for by hand',
        earlier: 0,
        no_list: [],
      }),
      when('has_reason', 'args != null', [assign('reason', { why: ex('default(map.get(args, "why"), why)') })]),
      call('myself', 'got', { url: ex(`"${EXECUTIONS}" + config.self + "/executions/" + me`) }, 'mine'),
      call('others', 'got', { url: ex(`"${EXECUTIONS}" + config.self + "/executions"`), query: { filter: 'state="ACTIVE"', pageSize: 100 } }, 'found'),
      each('look', 'other', 'default(map.get(found, "executions"), no_list)', [
        when('before_me', 'time.parse(other.createTime) < time.parse(mine.createTime)', [assign('count', { earlier: ex('earlier + 1') })]),
      ]),
      choose('alone', [{ condition: 'earlier == 0', next: 'ask' }]),
      giveBack('not_alone', 'not started: a retraining of this monitor goes on'),
      call('ask', 'runs_counted', { config: ex('config') }, 'runs'),
      choose('may', [
        { condition: 'runs.running > 0', next: 'running' },
        { condition: 'runs.latest > sys.now() - config.cool_down', next: 'cooling' },
        { condition: 'runs.today >= config.most', next: 'enough' },
      ]),
      call('start', 'run_started', { config: ex('config'), why: ex('why') }, 'run'),
      assign('shape', { payload: { signal: 'retraining', name: ex('config.what'), metric: 'started', segment: '', value: 1, violated: false, why: ex('why'), run: ex('run') } }),
      call('tell', 'sent', {
        method: 'POST',
        url: 'https://logging.googleapis.com/v2/entries:write',
        body: {
          logName: ex('config.log'),
          resource: { type: 'global' },
          labels: { monitor: ex('config.monitor') },
          entries: [{ severity: 'NOTICE', jsonPayload: ex('payload') }],
        },
      }, 'written'),
      call('pause', 'sys.sleep', { seconds: LOOK_SECONDS }),
      call('see', 'got', { url: ex('config.api + run') }, 'seen'),
      choose('judge', [
        { condition: 'seen.state in config.going', next: 'pause' },
        { condition: 'seen.state in config.well', next: 'ended' },
      ]),
      fail('failed', 'run + " ended as " + seen.state'),
      giveBack('ended', ex('run + " ended as " + seen.state')),
      giveBack('running', ex('"not started: " + config.what + " runs already"')),
      giveBack('cooling', ex('"not started: " + config.what + " ran shortly before"')),
      giveBack('enough', ex('"not started: " + config.what + " ran as often today as it may"')),
    ],
  },
  // What of the job or the pipeline runs now, when the last run began, and how many began within a day.
  runs_counted: {
    params: ['config'],
    steps: [
      assign('begin', { running: 0, latest: 0, today: 0, no_list: [], query: ex('config.list') }),
      call('find', 'got', { url: ex('config.api + config.runs'), query: ex('query') }, 'found'),
      assign('oldest', { oldest: ex('sys.now()') }),
      each('each_run', 'one', 'default(map.get(found, config.key), no_list)', [
        assign('read', { begun: { at: ex('time.parse(one.createTime)'), runs: ex('one.state in config.going') } }),
        assign('back', { oldest: ex('begun.at') }),
        // An object that is none of the job's starts an execution that does nothing.
        when('is_run', 'not(text.match_regex(default(map.get(one, "result"), ""), "^\\"no run for "))', COUNT),
      ]),
      choose('more', [{ condition: '"nextPageToken" in found and oldest > sys.now() - config.horizon', next: 'turn' }]),
      giveBack('give', { running: ex('running'), latest: ex('latest'), today: ex('today') }),
      { turn: { assign: [{ 'query.pageToken': ex('found.nextPageToken') }], next: 'find' } },
    ],
  },
  run_started: {
    params: ['config', 'why'],
    steps: [
      assign('begin', { body: ex('config.body') }),
      when('of_job', 'config.kind == "job"', [
        assign('said', { argument: { startedBy: ex('config.monitor'), why: ex('why') } }),
        assign('shape', { body: { argument: ex('json.encode_to_string(argument)') } }),
      ]),
      call('post', 'sent', { method: 'POST', url: ex('config.api + config.runs'), body: ex('body') }, 'run'),
      giveBack('give', ex('run.name')),
    ],
  },
  ...HTTP_CALLS,
};
