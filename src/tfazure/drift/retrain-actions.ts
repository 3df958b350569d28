import { ENDED } from '../../facts/azure/drift-events';
import { ROLLOUT_APIS } from '../../facts/azure/serving-rollout';
import { Actions, compose, filter, inOrder, wait, when } from '../serving/rollout/workflow-language';
import { failed, listRuns, madeWithin, RunListing } from './run-listing';
import { tell } from './told-lines';

const MANAGEMENT = 'https://management.azure.com';
const DAY_SECONDS = 24 * 60 * 60;

/** So long a run takes at most from its start until the workspace lists it. */
const SEEN_SECONDS = 120;

/** What makes a new model, and its limits. */
export interface RetrainStart {
  /** Signals whose breach starts it. */
  readonly signals: readonly string[];
  readonly coolDownSeconds: number;
  readonly maxRunsPerDay: number;
  /** Starts a run. */
  readonly start: Actions;
  /** The runs there are, and those after the start. */
  readonly listings: readonly [RunListing, RunListing];
}

/** Finds runs by their experiment, once before a start and once after it. */
export function listingsOf(workspaceId: string, experiment: string): readonly [RunListing, RunListing] {
  const where = `@equals(item()?['properties']?['experimentName'], '${experiment}')`;
  return [{ name: 'runs', workspaceId, where }, { name: 'started', workspaceId, where }];
}

/**
 * Starts a retraining unless one goes on, the last began too shortly before, or the day has had as many as it may; all of which the runs themselves tell, whoever started them. An event
 * that waited for hours starts nothing: what it says may be old.
 */
export function retrainIfFree(retraining: RetrainStart, longestWaitSeconds: number): Actions {
  const { signals, coolDownSeconds, maxRunsPerDay, start, listings: [before, afterwards] } = retraining;
  const wanted = signals.map((signal) => `'${signal}'`).join(', ');
  const ended = ENDED.map((status) => `'${status}'`).join(', ');
  const time = "coalesce(outputs('event')?['eventTime'], outputs('event')?['time'])";
  const outcomes: ReadonlyArray<readonly [string, string]> = [
    [`less(ticks(${time}), ticks(addSeconds(utcNow(), -${longestWaitSeconds / 2})))`, 'stale'],
    ["not(empty(body('going')))", 'running'],
    ["not(empty(body('recent')))", 'cool-down'],
    [`greaterOrEquals(length(body('today')), ${maxRunsPerDay})`, 'limit'],
  ];
  return when('may_retrain', `@contains(createArray(${wanted}), outputs('signal'))`, inOrder(
    listRuns(before),
    filter('going', "@variables('runs')", `@not(contains(createArray(${ended}), item()?['properties']?['status']))`),
    filter('recent', "@variables('runs')", `@${madeWithin(coolDownSeconds)}`),
    filter('today', "@variables('runs')", `@${madeWithin(DAY_SECONDS)}`),
    compose('outcome', `@${outcomes.reduceRight((otherwise, [condition, outcome]) => `if(${condition}, '${outcome}', ${otherwise})`, "'started'")}`),
    when('is_free', "@equals(outputs('outcome'), 'started')", inOrder(
      start,
      wait('until_listed', SEEN_SECONDS),
      listRuns(afterwards),
      filter('new_runs', "@variables('started')", `@${madeWithin(2 * SEEN_SECONDS + 60)}`),
      when('not_started', "@empty(body('new_runs'))", failed('no_run', 'NotStarted', 'a retraining was started, but there is no run of it')),
    )),
    tell('tell_outcome', { Kind: 'retraining', Signal: "@{outputs('signal')}", Outcome: "@{outputs('outcome')}" }),
  ));
}

/** Starts the workflow that makes a run of a job, as whoever has the right to start that job: https://learn.microsoft.com/en-us/rest/api/logic/workflow-triggers/run */
export function startJob(workflowId: string, trigger: string): Actions {
  return { start: call('POST', `${workflowId}/triggers/${trigger}/run?api-version=2016-06-01`) };
}

/**
 * Starts the newest version of a pipeline component of the workspace, by the event's name, so that an event that comes twice makes no second run. A batch endpoint would be called in the
 * workspace's private network, where no workflow is. https://learn.microsoft.com/en-us/azure/templates/microsoft.machinelearningservices/2025-12-01/workspaces/jobs#pipelinejob
 */
export function startPipeline(workspaceId: string, pipelineName: string): Actions {
  const version = ROLLOUT_APIS.machineLearning;
  return inOrder(
    { versions: call('GET', `${workspaceId}/components/${pipelineName}/versions?api-version=${version}&$orderBy=createdtime%20desc&$top=1`) },
    {
      start: call('PUT', `${workspaceId}/jobs/${pipelineName}-@{outputs('event')['id']}?api-version=${version}`, {
        properties: { jobType: 'Pipeline', componentId: "@{first(body('versions')['value'])['id']}", experimentName: pipelineName, displayName: pipelineName },
      }),
    },
  );
}

function call(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
  return {
    type: 'Http',
    inputs: {
      method,
      uri: `${MANAGEMENT}${path}`,
      ...(body ? { headers: { 'Content-Type': 'application/json' }, body } : {}),
      authentication: { type: 'ManagedServiceIdentity', audience: `${MANAGEMENT}/` },
    },
  };
}
