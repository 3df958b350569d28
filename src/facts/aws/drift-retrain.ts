import { OLDEST_EVENT_SECONDS } from './drift-events';
import { DRIFT_METRICS, driftDimensions, driftNamespace } from './drift-metrics';
import { call, jsonata, machine, State } from './drift-states';

/** What makes a new model: executions of a state machine, runs of a pipeline of SageMaker, or jobs of AWS Batch. */
export type RetrainTarget =
  | { readonly kind: 'machine'; readonly machineArn: string }
  | { readonly kind: 'pipeline'; readonly pipelineName: string }
  | { readonly kind: 'batch'; readonly jobName: string; readonly queueArn: string; readonly definitionArn: string };

export interface RetrainFacts {
  readonly monitor: string;
  readonly platformName: string;
  readonly partition: string;
  readonly target: RetrainTarget;
  readonly coolDownSeconds: number;
  readonly maxRunsPerDay: number;
}

const DAY_MILLIS = 86_400_000;

/** How long it takes at most until a run that was started is seen. */
const SETTLE_SECONDS = 30;

/** How long the lock of a job of AWS Batch holds: until the job is seen, and not much longer, since the name is used up though the job may have been refused. */
const LOCK_SECONDS = 600;

/** The parts of the time of which each may have one start. */
function slotSeconds({ target, coolDownSeconds }: RetrainFacts): number {
  return target.kind === 'batch' ? Math.min(coolDownSeconds, LOCK_SECONDS) : coolDownSeconds;
}

/**
 * The machine between an alarm and a retraining. Runs are its memory: it asks the service for them, whoever started them, and starts none while one goes on, within the
 * cool-down, or beyond the limit of a day. Events of alarms that come at once, or twice, would all see no run, so that what is started is called after the part of the time
 * in which it is: the service refuses a name that was used. What comes right after the edge of two parts waits until runs that began before it are seen.
 *
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html, https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StartPipelineExecution.html
 */
export function retrainMachine(facts: RetrainFacts): Record<string, unknown> {
  const { monitor, platformName, partition, coolDownSeconds, maxRunsPerDay } = facts;
  const soon = `${SETTLE_SECONDS} - $floor($millis() / 1000) % ${slotSeconds(facts)}`;
  const data = [{ MetricName: DRIFT_METRICS.retrainings, Dimensions: driftDimensions(monitor), Value: 1, Unit: 'Count' }];
  return machine(`Retraining after drift, by ${monitor}`, 'Fresh', {
    Fresh: {
      Type: 'Choice',
      Choices: [
        ...(facts.target.kind === 'batch' ? [{ Condition: jsonata('$exists($states.input.lock)'), Next: 'Start' }] : []),
        { Condition: jsonata(`$toMillis($states.input.time) < $millis() - ${OLDEST_EVENT_SECONDS * 1000}`), Next: 'Stale' },
      ],
      Default: 'Settle',
    },
    Settle: { Type: 'Wait', Seconds: jsonata(`$max([0, ${soon}])`), Next: 'Runs' },
    Runs: runs(facts),
    Decide: {
      Type: 'Choice',
      Choices: [
        { Condition: jsonata('$count($runs[running]) > 0'), Next: 'Running' },
        { Condition: jsonata(`$count($runs[at > $millis() - ${coolDownSeconds * 1000}]) > 0`), Next: 'CoolDown' },
        { Condition: jsonata(`$count($runs[at > $millis() - ${DAY_MILLIS}]) >= ${maxRunsPerDay}`), Next: 'Limit' },
      ],
      Default: facts.target.kind === 'batch' ? 'Lock' : 'Start',
    },
    ...starting(facts),
    Count: call(partition, 'cloudwatch:putMetricData', { Namespace: driftNamespace(platformName), MetricData: data }, { Next: 'Started' }),
    Started: { Type: 'Succeed' },
    Stale: { Type: 'Succeed' },
    Running: { Type: 'Succeed' },
    CoolDown: { Type: 'Succeed' },
    Limit: { Type: 'Succeed' },
  });
}

/** Which runs there are: each with the time at which it began, in milliseconds, and whether it goes on. Services give the newest first. */
function runs({ partition, target }: RetrainFacts): State {
  const listed = (list: string, at: string, going: readonly string[], status: string) => ({
    runs: jsonata(`[$map($states.result.${list}, function($run) { { "at": ${at}, "running": $run.${status} in ${JSON.stringify(going)} } })]`),
  });
  switch (target.kind) {
    case 'machine':
      return call(partition, 'sfn:listExecutions', { StateMachineArn: target.machineArn, MaxResults: 100 }, {
        Assign: listed('Executions', '$toMillis($run.StartDate)', ['RUNNING', 'PENDING_REDRIVE'], 'Status'), Next: 'Decide',
      });
    case 'pipeline':
      return call(partition, 'sagemaker:listPipelineExecutions', { PipelineName: target.pipelineName, SortBy: 'CreationTime', SortOrder: 'Descending', MaxResults: 100 }, {
        Assign: listed('PipelineExecutionSummaries', '$toMillis($run.StartTime)', ['Executing', 'Stopping'], 'PipelineExecutionStatus'), Next: 'Decide',
      });
    // With a filter the newest come first, in whatever state: https://docs.aws.amazon.com/batch/latest/APIReference/API_ListJobs.html
    case 'batch':
      return call(partition, 'batch:listJobs', { JobQueue: target.queueArn, Filters: [{ Name: 'JOB_NAME', Values: [target.jobName] }] }, {
        Assign: listed('JobSummaryList', '$run.CreatedAt', ['SUBMITTED', 'PENDING', 'RUNNABLE', 'STARTING', 'RUNNING'], 'Status'), Next: 'Decide',
      });
  }
}

/** Names of executions are unique for 90 days; an execution of the same name with another input is refused. */
function starting(facts: RetrainFacts): Record<string, State> {
  const { monitor, partition, target } = facts;
  const slot = `$string($floor($millis() / ${slotSeconds(facts) * 1000}))`;
  const taken = { Catch: [{ ErrorEquals: ['Sfn.ExecutionAlreadyExistsException'], Next: 'Running' }] };
  switch (target.kind) {
    case 'machine':
      return {
        Start: call(partition, 'sfn:startExecution', {
          StateMachineArn: target.machineArn, Name: jsonata(`"drift-" & ${slot}`), Input: jsonata('$string({ "drift": $states.context.Execution.Id })'),
        }, { ...taken, Next: 'Count' }),
      };
    case 'pipeline':
      return {
        Start: call(partition, 'sagemaker:startPipelineExecution', {
          PipelineName: target.pipelineName, ClientRequestToken: jsonata(`"retraining-after-drift-" & $pad(${slot}, -16, "0")`), PipelineExecutionDescription: `Started by ${monitor}`,
        }, { Next: 'Count' }),
      };
    // Jobs of AWS Batch may have the same name, so that an execution of this machine is what can be there once.
    case 'batch':
      return {
        Lock: call(partition, 'sfn:startExecution', {
          StateMachineArn: jsonata('$states.context.StateMachine.Id'), Name: jsonata(`"start-" & ${slot}`), Input: jsonata('$string({ "lock": $states.context.Execution.Id })'),
        }, { ...taken, Next: 'Started' }),
        Start: call(partition, 'batch:submitJob', { JobName: target.jobName, JobQueue: target.queueArn, JobDefinition: target.definitionArn }, { Next: 'Count' }),
      };
  }
}
