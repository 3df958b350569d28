import { folder, SageMakerJob, SageMakerJobPlace } from './sagemaker-job';
import { longestWait, trainingRequest } from './sagemaker-request';

/** How often a run is looked at, at most this many times: an execution has at most 25,000 events, of which a look takes nine. */
const MOST_LOOKS = 1500;
const SHORTEST_LOOK_SECONDS = 60;

/** How long SageMaker may look for machines before a run begins. */
const STARTING_SECONDS = 3600;

/** How often a run asks again for machines that SageMaker has none of; the last one's name has two digits. */
const MOST_TRIES = 12;
const SECONDS_BETWEEN_TRIES = 900;

/**
 * Errors by the names that the SDK for Java gives them, `<Service>.<Error>Exception`: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html.
 * A quota may be used up by other runs, which end; throttling is no error of its own.
 */
const QUOTA_USED_UP = { ErrorEquals: ['SageMaker.ResourceLimitExceededException'], IntervalSeconds: 300, MaxAttempts: 24, BackoffRate: 1 };
const TROUBLE = {
  ErrorEquals: ['SageMaker.SageMakerException', 'SageMaker.SdkClientException', 'States.Timeout'],
  IntervalSeconds: 5,
  MaxAttempts: 6,
  BackoffRate: 2,
};
const CALL_SECONDS = 60;

const give = (Next: string) => ({ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next });

/**
 * The state machine of a job; an execution is a run. It names the run after the time when it started, so that folders of runs lie in order, starts a training job,
 * looks at it until it ends, and fails with its reason. https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-state-machine-structure.html
 *
 * By the integration of the SDK, which takes every field of the request. The optimized one, `sagemaker:createTrainingJob.sync`, takes a list of fields that AWS
 * keeps by hand, and refuses a state machine that has others ("The field … is not supported by Step Functions"): https://github.com/aws/aws-cdk/issues/10014.
 *
 * SageMaker ends a run that takes too long, so that no execution has to end by a timeout, which would be counted apart from failures.
 */
export function trainingStateMachine(job: SageMakerJob, place: SageMakerJobPlace): Record<string, unknown> {
  const call = (action: string) => `arn:${place.partition}:states:::aws-sdk:sagemaker:${action}`;
  return {
    Comment: `A run of the training job ${job.name}`,
    StartAt: 'Clock',
    States: {
      ...naming(job, place),
      Create: {
        Type: 'Task',
        Resource: call('createTrainingJob'),
        Parameters: trainingRequest(job, place),
        TimeoutSeconds: CALL_SECONDS,
        ResultPath: null,
        Retry: [QUOTA_USED_UP, TROUBLE],
        // Only this execution uses the name: an answer was lost, and the job is there.
        Catch: [{ ErrorEquals: ['SageMaker.ResourceInUseException'], ResultPath: '$.notice', Next: 'Wait' }, give('Refused')],
        Next: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: secondsBetweenLooks(job), Next: 'Look' },
      Look: {
        Type: 'Task',
        Resource: call('describeTrainingJob'),
        Parameters: { 'TrainingJobName.$': '$.try.name' },
        TimeoutSeconds: CALL_SECONDS,
        ResultPath: '$.job',
        Retry: [TROUBLE],
        Catch: [give('Refused')],
        Next: 'Ended',
      },
      Ended: { Type: 'Choice', Choices: CHOICES, Default: 'Stopped' },
      NoCapacity: { Type: 'Wait', Seconds: SECONDS_BETWEEN_TRIES, Next: 'Again' },
      Again: {
        Type: 'Pass',
        Parameters: { 'count.$': 'States.MathAdd($.try.count, 1)', 'name.$': "States.Format('{}-{}', $.run.name, $.try.count)" },
        ResultPath: '$.try',
        Next: 'Create',
      },
      Done: { Type: 'Succeed', OutputPath: '$.run' },
      // Somebody stopped it, who knows.
      Stopped: { Type: 'Succeed', OutputPath: '$.run' },
      Failed: { Type: 'Fail', Error: 'TrainingFailed', CausePath: '$.job.FailureReason' },
      TookTooLong: { Type: 'Fail', Error: 'TrainingTookTooLong', Cause: "The run, or its wait for spot machines, took longer than 'maxRunTime' allows" },
      // No error of one's own may be called as one of the service's, `States.…`, and not each has a cause.
      Refused: { Type: 'Fail', Error: 'TrainingRefused', CausePath: 'States.JsonToString($.error)' },
    },
  };
}

/** Names the run `20260801-030000-1a2b3c4d`, its job of SageMaker, and its folders. */
function naming({ name, checkpoints, output }: SageMakerJob, { ownUri }: SageMakerJobPlace): Record<string, unknown> {
  const id = "States.Format('{}{}{}-{}{}{}-{}', $.time[0], $.time[1], $.time[2], $.time[3], $.time[4], $.time[5], $.random[0])";
  const named = "States.Format('{}-{}', $.roots.job, $.id)";
  const under = (root: string) => `States.Format('{}{}/', $.roots.${root}, $.id)`;
  return {
    Clock: {
      Type: 'Pass',
      Parameters: { 'time.$': "States.StringSplit($$.Execution.StartTime, '-T:.Z')", 'random.$': "States.StringSplit(States.UUID(), '-')" },
      Next: 'Identify',
    },
    Identify: {
      Type: 'Pass',
      Parameters: { 'id.$': id, 'roots': { job: name, output: folder(output?.uri ?? ownUri), ...(checkpoints && { checkpoints: folder(checkpoints.uri!) }) } },
      Next: 'Prepare',
    },
    Prepare: {
      Type: 'Pass',
      Parameters: {
        run: { 'id.$': '$.id', 'name.$': named, 'output.$': under('output'), ...(checkpoints && { 'checkpoints.$': under('checkpoints') }) },
        try: { 'count': 1, 'name.$': named },
      },
      Next: 'Create',
    },
  };
}

function secondsBetweenLooks(job: SageMakerJob): number {
  const longest = (longestWait(job) ?? job.maxRunSeconds) + STARTING_SECONDS;
  return Math.max(SHORTEST_LOOK_SECONDS, Math.ceil(longest / MOST_LOOKS));
}

const is = (Variable: string, StringEquals: string) => ({ Variable: `$.job.${Variable}`, StringEquals });
const FAILED = { Variable: '$.job.FailureReason', IsPresent: true };

/**
 * States of a job: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html. The reason of a job that got no machines begins with
 * `CapacityError`: https://github.com/aws/deep-learning-containers/pull/1018, https://repost.aws/knowledge-center/sagemaker-insufficient-capacity-error.
 */
const CHOICES = [
  { Or: [is('TrainingJobStatus', 'InProgress'), is('TrainingJobStatus', 'Stopping')], Next: 'Wait' },
  { ...is('TrainingJobStatus', 'Completed'), Next: 'Done' },
  {
    And: [FAILED, { Variable: '$.job.FailureReason', StringMatches: 'CapacityError*' }, { Variable: '$.try.count', NumericLessThan: MOST_TRIES }],
    Next: 'NoCapacity',
  },
  { ...FAILED, Next: 'Failed' },
  { Or: [is('SecondaryStatus', 'MaxRuntimeExceeded'), is('SecondaryStatus', 'MaxWaitTimeExceeded')], Next: 'TookTooLong' },
];
