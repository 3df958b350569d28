import { GRANT_KEY, IN_THE_NETWORK, USE_KEY } from './execution-roles';
import { REGISTRY_LOGIN, REGISTRY_PULL } from './grants';
import { RUN_MACHINE } from './machine-rights';
import { TRAINING_LOG_GROUP } from './sagemaker-service';
import { StatementFact } from './statement';

/**
 * Rights of training jobs. Beside the words of `statement.ts`: `{job}` (name), `{jobRole}` `{machine}` (ARNs), and the lists `{subnets}` and `{secrets}` (ARNs).
 *
 * What SageMaker does as the role of a job, beside reading and writing its data: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createtrainingjob-perms
 */
const RUN_ON_SAGEMAKER: readonly StatementFact[] = [
  USE_KEY,
  GRANT_KEY,
  {
    sid: 'WriteLogs',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [`arn:{partition}:logs:{region}:{account}:log-group:${TRAINING_LOG_GROUP}`, `arn:{partition}:logs:{region}:{account}:log-group:${TRAINING_LOG_GROUP}:log-stream:{job}-*`],
  },
  {
    sid: 'PutMetrics',
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': TRAINING_LOG_GROUP } },
  },
  ...IN_THE_NETWORK,
];

/** Secrets that are encrypted with the platform's key; the owner of another key lets the job use it. */
export const READ_SECRETS: readonly StatementFact[] = [
  { sid: 'ReadSecrets', actions: ['secretsmanager:GetSecretValue'], resources: ['{secrets}'] },
  { sid: 'DecryptSecrets', actions: ['kms:Decrypt'], resources: ['{key}'], conditions: { StringEquals: { 'kms:ViaService': 'secretsmanager.{region}.amazonaws.com' } } },
];

/** What a run on SageMaker does beside reading and writing its data: pulls an image of ECR whose repository is known, and reads its secrets. */
export function runRights({ secrets }: { readonly secrets: readonly unknown[] }, onEcr: boolean): StatementFact[] {
  return [...RUN_ON_SAGEMAKER, ...(onEcr ? [REGISTRY_LOGIN, REGISTRY_PULL] : []), ...(secrets.length > 0 ? READ_SECRETS : [])];
}

const JOBS = 'arn:{partition}:sagemaker:{region}:{account}:training-job/{job}-*';

/** What the state machine does: https://docs.aws.amazon.com/step-functions/latest/dg/sagemaker-iam.html */
export const START_ON_SAGEMAKER: readonly StatementFact[] = [
  { sid: 'RunJobs', actions: ['sagemaker:AddTags', 'sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob'], resources: [JOBS] },
  { sid: 'PassRole', actions: ['iam:PassRole'], resources: ['{jobRole}'], conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } },
  ...RUN_MACHINE,
];

/** Training plans are no resource of the caller's name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const USE_TRAINING_PLAN: StatementFact = { sid: 'UsePlan', actions: ['sagemaker:CreateTrainingJob'], resources: ['{plan}'] };

const START_EXECUTION: StatementFact = { sid: 'StartRuns', actions: ['states:StartExecution'], resources: ['{machine}'] };

/** A schedule is encrypted, and read as its role: https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html */
export const READ_SCHEDULE: StatementFact = { sid: 'ReadSchedule', actions: ['kms:Decrypt'], resources: ['{key}'] };

/** What schedules and events do as the role that starts executions. */
export function starterRights({ schedules }: { readonly schedules: readonly unknown[] }): StatementFact[] {
  return [START_EXECUTION, ...(schedules.length > 0 ? [READ_SCHEDULE] : [])];
}

/** Whom a role serves, for this account only: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
export const OF_THIS_ACCOUNT = { StringEquals: { 'aws:SourceAccount': '{account}' } } as const;

/** What somebody may do who starts runs and sees how they go; by its name a run is found in Step Functions, in SageMaker and in the logs. */
export const START_RUNS: readonly StatementFact[] = [
  { sid: 'StartRuns', actions: ['states:DescribeStateMachine', 'states:ListExecutions', 'states:StartExecution'], resources: ['{machine}'] },
  {
    sid: 'SeeRuns',
    actions: ['states:DescribeExecution', 'states:GetExecutionHistory'],
    resources: ['arn:{partition}:states:{region}:{account}:execution:{job}:*'],
  },
  { sid: 'SeeJobs', actions: ['sagemaker:DescribeTrainingJob'], resources: [JOBS] },
  {
    sid: 'ReadLogs',
    actions: ['logs:GetLogEvents'],
    resources: [`arn:{partition}:logs:{region}:{account}:log-group:${TRAINING_LOG_GROUP}:log-stream:{job}-*`],
  },
];

/** Who takes the role of the state machine. */
export const MACHINE_TRUST = { service: 'states.amazonaws.com', conditions: OF_THIS_ACCOUNT } as const;

/**
 * Where an execution says what it did. Names that begin so need no line each in the account's policy of log deliveries, which has room for some dozens:
 * https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
 */
export const MACHINE_LOG_GROUP = '/aws/vendedlogs/states/{job}';
