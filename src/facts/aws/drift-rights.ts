import { GRANT_KEY, IN_THE_NETWORK, USE_KEY } from './execution-roles';
import { REGISTRY_LOGIN, REGISTRY_PULL } from './grants';
import { READ_SCHEDULE } from './job-rights';
import { RUN_MACHINE } from './machine-rights';
import { IN_REGION, StatementFact } from './statement';

/**
 * Rights of monitors. Beside the words of `statement.ts`: `{monitor}` `{endpoint}` `{pipeline}` (names), `{monitorRole}` `{machine}` `{job}` `{writer}` `{queue}` `{definition}`
 * `{logs}` (ARNs), `{files}` (the key of the folder of its files), `{mark}` (the key of the mark of its baseline), `{reports}` (the ARN of the bucket and the key of the folder
 * of its reports: `…/drift/acme-ml-fraud`), and the lists `{subnets}` and `{repositories}` (ARNs).
 */
const PROCESSING_LOGS = '/aws/sagemaker/ProcessingJobs';

/** Namespaces of metrics that jobs put: `drift-metrics.ts`. */
const NAMESPACES = ['data-metrics', 'model-metrics', 'bias-metrics', 'explainability-metrics'].flatMap((kind) => [`aws/sagemaker/Endpoints/${kind}`, `/aws/sagemaker/Endpoints/${kind}`]);

/** What SageMaker does as the role of a monitor's jobs, beside reading and writing data: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createprocessingjob-perms */
const MONITOR: readonly StatementFact[] = [
  USE_KEY,
  GRANT_KEY,
  {
    // Names of jobs that a schedule starts are SageMaker's.
    sid: 'WriteLogs',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [`arn:{partition}:logs:{region}:{account}:log-group:${PROCESSING_LOGS}`, `arn:{partition}:logs:{region}:{account}:log-group:${PROCESSING_LOGS}:log-stream:*`],
  },
  {
    sid: 'PutMetrics',
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': [...NAMESPACES, PROCESSING_LOGS] } },
  },
  { sid: 'SeeEndpoint', actions: ['sagemaker:DescribeEndpoint', 'sagemaker:DescribeEndpointConfig'], resources: ['arn:{partition}:sagemaker:{region}:{account}:endpoint/{endpoint}', 'arn:{partition}:sagemaker:{region}:{account}:endpoint-config/*'] },
  REGISTRY_LOGIN,
  REGISTRY_PULL,
  ...IN_THE_NETWORK,
];

/** Clarify makes an endpoint of its own, which it asks and deletes: https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-processing-job-configure-parameters.html */
const SHADOW_ENDPOINT: readonly StatementFact[] = [
  {
    sid: 'AskOwnEndpoint',
    actions: [
      'sagemaker:AddTags', 'sagemaker:CreateEndpoint', 'sagemaker:CreateEndpointConfig', 'sagemaker:DeleteEndpoint', 'sagemaker:DeleteEndpointConfig', 'sagemaker:DescribeEndpoint',
      'sagemaker:InvokeEndpoint',
    ],
    resources: ['endpoint', 'endpoint-config'].map((kind) => `arn:{partition}:sagemaker:{region}:{account}:${kind}/{monitor}-*`),
  },
  { sid: 'SeeModels', actions: ['sagemaker:DescribeModel'], resources: ['arn:{partition}:sagemaker:{region}:{account}:model/*'] },
];

/** What jobs of a monitor do. */
export function monitorRights({ attribution }: { readonly attribution: boolean }): StatementFact[] {
  return [...MONITOR, ...(attribution ? SHADOW_ENDPOINT : [])];
}

/** The repositories of the images, which are AWS's own. */
export function imageRepositories(images: readonly string[], partition: string): string[] {
  return images.map((image) => {
    const [, account, region, repository] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([^:]+)/.exec(image)!;
    return `arn:${partition}:ecr:${region}:${account}:repository/${repository}`;
  });
}

/** Each machine writes logs and traces, and counts: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy */
const EVERY_MACHINE: readonly StatementFact[] = [
  ...RUN_MACHINE,
  { sid: 'Count', actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: { StringEquals: { 'cloudwatch:namespace': 'MlPlatform/{name}' } } },
];

const OVER_S3: StatementFact = { sid: 'UseKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['{key}'], conditions: { StringEquals: { 'kms:ViaService': 's3.{region}.amazonaws.com' } } };

/** What the machine does that computes a baseline. */
export function baselineRights({ writer }: { readonly writer: boolean }): StatementFact[] {
  return [
    ...EVERY_MACHINE,
    OVER_S3,
    { sid: 'KeepFiles', actions: ['s3:GetObject', 's3:PutObject'], resources: ['{artifacts}/{files}/*'] },
    // Of a baseline that is to be renewed: that it is there.
    { sid: 'ForgetMark', actions: ['s3:DeleteObject'], resources: ['{artifacts}/{mark}'] },
    { sid: 'LookForFiles', actions: ['s3:ListBucket'], resources: ['{artifacts}'], conditions: { StringLike: { 's3:prefix': '{files}/*' } } },
    {
      sid: 'RunJobs',
      actions: ['sagemaker:AddTags', 'sagemaker:CreateProcessingJob', 'sagemaker:DescribeProcessingJob'],
      resources: ['arn:{partition}:sagemaker:{region}:{account}:processing-job/{monitor}-*'],
    },
    { sid: 'PassRole', actions: ['iam:PassRole'], resources: ['{monitorRole}'], conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } },
    ...(writer ? [{ sid: 'WriteScript', actions: ['lambda:InvokeFunction'], resources: ['{writer}'] }] : []),
  ];
}

/** What the machine does that reads reports; jobs that a schedule starts have names of SageMaker's. */
export const REPORT_RIGHTS: readonly StatementFact[] = [
  ...EVERY_MACHINE,
  { sid: 'SeeJobs', actions: ['sagemaker:DescribeProcessingJob'], resources: ['arn:{partition}:sagemaker:{region}:{account}:processing-job/*'] },
  { ...OVER_S3, actions: ['kms:Decrypt'] },
  { sid: 'ReadReports', actions: ['s3:GetObject'], resources: ['{reports}/*', '{artifacts}/{files}/*'] },
  // Without it a file that is not there is one that may not be read: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
  { sid: 'MissReports', actions: ['s3:ListBucket'], resources: ['{reportStore}'], conditions: IN_REGION },
];

const START: Readonly<Record<string, readonly StatementFact[]>> = {
  machine: [{ sid: 'StartRuns', actions: ['states:ListExecutions', 'states:StartExecution'], resources: ['{job}'] }],
  pipeline: [{
    sid: 'StartRuns', actions: ['sagemaker:ListPipelineExecutions', 'sagemaker:StartPipelineExecution'], resources: ['arn:{partition}:sagemaker:{region}:{account}:pipeline/{pipeline}'],
  }],
  // What is listed has no resource level: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html
  batch: [
    { sid: 'StartRuns', actions: ['batch:SubmitJob'], resources: ['{queue}', '{definition}', '{definition}:*'] },
    { sid: 'SeeRuns', actions: ['batch:ListJobs'], resources: ['*'], conditions: IN_REGION },
    { sid: 'Lock', actions: ['states:StartExecution'], resources: ['arn:{partition}:states:{region}:{account}:stateMachine:{monitor}-retrain'] },
  ],
};

/** What the machine does that starts a retraining: of the kinds of `RetrainTarget`. */
export function retrainRights(kind: 'machine' | 'pipeline' | 'batch'): StatementFact[] {
  return [...EVERY_MACHINE, ...START[kind]!];
}

/** What events and the schedule do as the role that starts a monitor's machines, `{machines}` (ARNs). */
export const MONITOR_STARTER: readonly StatementFact[] = [{ sid: 'StartMachines', actions: ['states:StartExecution'], resources: ['{machines}'] }, READ_SCHEDULE];
