import { REGISTRY_LOGIN, REGISTRY_PULL, REGISTRY_PUSH } from './grants';
import { IN_REGION, PolicyFact, sagemaker, StatementFact } from './statement';

/**
 * What each persona of a platform may do on AWS: what the persona's description in core promises, and nothing else. Actions and condition keys:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
const KEY_OVER_S3 = { StringEquals: { 'kms:ViaService': 's3.{region}.amazonaws.com' } } as const;

/** Jobs that name no subnets would run outside the platform's network. */
const IN_A_NETWORK = { Null: { 'sagemaker:VpcSubnets': 'false' } } as const;

const READ_LOGS: StatementFact = {
  sid: 'ReadLogs',
  actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:GetQueryResults', 'logs:StartQuery'],
  resources: ['arn:{partition}:logs:{region}:{account}:log-group:/aws/sagemaker/*'],
};

const WATCH: readonly StatementFact[] = [
  {
    sid: 'ReadMetrics',
    actions: ['cloudwatch:GetMetricData', 'cloudwatch:ListDashboards', 'cloudwatch:ListMetrics', 'logs:DescribeLogGroups'],
    resources: ['*'],
    conditions: IN_REGION,
  },
  { sid: 'ReadDashboards', actions: ['cloudwatch:GetDashboard'], resources: ['arn:{partition}:cloudwatch::{account}:dashboard/{name}*'] },
  { sid: 'ReadAlarms', actions: ['cloudwatch:DescribeAlarms'], resources: ['arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}*'] },
];

const passRole = (sid: string, ...roles: string[]): StatementFact => ({
  sid,
  actions: ['iam:PassRole'],
  resources: roles,
  conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
});

const listObjects = (prefix: string): StatementFact => ({
  sid: 'ListObjects',
  actions: ['s3:ListBucket'],
  resources: ['{artifacts}'],
  conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
});

const TRAIN: PolicyFact = {
  name: 'train',
  statements: [
    {
      sid: 'StartJobs',
      actions: ['sagemaker:CreateHyperParameterTuningJob', 'sagemaker:CreateProcessingJob', 'sagemaker:CreateTrainingJob'],
      resources: sagemaker('hyper-parameter-tuning-job', 'processing-job', 'training-job'),
      conditions: IN_A_NETWORK,
    },
    {
      sid: 'FollowJobs',
      actions: [
        'sagemaker:AddTags',
        'sagemaker:DescribeHyperParameterTuningJob',
        'sagemaker:DescribeProcessingJob',
        'sagemaker:DescribeTrainingJob',
        'sagemaker:ListTags',
        'sagemaker:ListTrainingJobsForHyperParameterTuningJob',
        'sagemaker:StopHyperParameterTuningJob',
        'sagemaker:StopProcessingJob',
        'sagemaker:StopTrainingJob',
      ],
      resources: sagemaker('hyper-parameter-tuning-job', 'processing-job', 'training-job'),
    },
    {
      sid: 'ListJobs',
      actions: ['sagemaker:ListHyperParameterTuningJobs', 'sagemaker:ListProcessingJobs', 'sagemaker:ListTrainingJobs'],
      resources: ['*'],
      conditions: IN_REGION,
    },
    passRole('PassTrainingRole', '{trainingRole}'),
    READ_LOGS,
    ...WATCH,
    REGISTRY_LOGIN,
    REGISTRY_PULL,
  ],
};

const EXPERIMENTS: PolicyFact = {
  name: 'experiments',
  statements: [
    listObjects('experiments/'),
    { sid: 'LocateStore', actions: ['s3:GetBucketLocation'], resources: ['{artifacts}'] },
    {
      sid: 'ReadAndWriteObjects',
      actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: ['{artifacts}/experiments/*'],
    },
    { sid: 'UseKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['{key}'], conditions: KEY_OVER_S3 },
  ],
};

const ARTIFACTS: PolicyFact = {
  name: 'artifacts',
  statements: [
    { sid: 'ListObjects', actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], resources: ['{artifacts}'] },
    {
      sid: 'ReadAndWriteObjects',
      actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: ['{artifacts}/*'],
    },
    { sid: 'UseKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['{key}'], conditions: KEY_OVER_S3 },
    REGISTRY_PUSH,
  ],
};

const ENDPOINTS: readonly StatementFact[] = [
  {
    sid: 'MakeModels',
    actions: ['sagemaker:CreateModel'],
    resources: sagemaker('model'),
    conditions: IN_A_NETWORK,
  },
  {
    sid: 'DeployEndpoints',
    actions: [
      'sagemaker:AddTags',
      'sagemaker:CreateEndpoint',
      'sagemaker:CreateEndpointConfig',
      'sagemaker:CreateInferenceComponent',
      'sagemaker:DeleteEndpoint',
      'sagemaker:DeleteEndpointConfig',
      'sagemaker:DeleteInferenceComponent',
      'sagemaker:DeleteModel',
      'sagemaker:DescribeEndpoint',
      'sagemaker:DescribeEndpointConfig',
      'sagemaker:DescribeInferenceComponent',
      'sagemaker:DescribeModel',
      'sagemaker:ListTags',
      'sagemaker:UpdateEndpoint',
      'sagemaker:UpdateEndpointWeightsAndCapacities',
      'sagemaker:UpdateInferenceComponent',
    ],
    resources: sagemaker('endpoint', 'endpoint-config', 'inference-component', 'model'),
  },
  {
    // The storage of an endpoint's instances is encrypted with the platform's key, through a grant that SageMaker may only hand to AWS itself:
    // https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html
    sid: 'EncryptEndpoints',
    actions: ['kms:CreateGrant', 'kms:DescribeKey'],
    resources: ['{key}'],
    conditions: { StringEquals: { 'kms:ViaService': 'sagemaker.{region}.amazonaws.com' } },
  },
];

/** Model packages are encrypted with the platform's key: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html */
const MODEL_PACKAGE_KEY: StatementFact = {
  sid: 'UseKeyOfModelPackages',
  actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
  resources: ['{key}'],
  conditions: { StringEquals: { 'kms:ViaService': 'sagemaker.{region}.amazonaws.com' } },
};

const SERVE: PolicyFact = {
  name: 'serve',
  statements: [
    ...ENDPOINTS,
    { sid: 'InvokeEndpoints', actions: ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointAsync'], resources: sagemaker('endpoint') },
    {
      sid: 'RunPipelines',
      actions: [
        'sagemaker:CreatePipeline',
        'sagemaker:DeletePipeline',
        'sagemaker:DescribePipeline',
        'sagemaker:DescribePipelineDefinitionForExecution',
        'sagemaker:DescribePipelineExecution',
        'sagemaker:ListPipelineExecutionSteps',
        'sagemaker:ListPipelineExecutions',
        'sagemaker:RetryPipelineExecution',
        'sagemaker:StartPipelineExecution',
        'sagemaker:StopPipelineExecution',
        'sagemaker:UpdatePipeline',
      ],
      resources: sagemaker('pipeline'),
    },
    {
      sid: 'RegisterModels',
      actions: ['sagemaker:CreateModelPackage', 'sagemaker:CreateModelPackageGroup'],
      resources: sagemaker('model-package', 'model-package-group'),
      // Who registers a model does not approve it: that is the reviewer's work.
      conditions: { StringEqualsIfExists: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' } },
    },
    {
      sid: 'ReadModelPackages',
      actions: ['sagemaker:DescribeModelPackage', 'sagemaker:DescribeModelPackageGroup', 'sagemaker:ListModelPackages'],
      resources: sagemaker('model-package', 'model-package-group'),
    },
    MODEL_PACKAGE_KEY,
    {
      sid: 'ListServing',
      actions: [
        'application-autoscaling:DescribeScalableTargets',
        'application-autoscaling:DescribeScalingPolicies',
        'sagemaker:ListEndpointConfigs',
        'sagemaker:ListEndpoints',
        'sagemaker:ListModelPackageGroups',
        'sagemaker:ListModels',
        'sagemaker:ListPipelines',
      ],
      resources: ['*'],
      conditions: IN_REGION,
    },
    {
      sid: 'ScaleEndpoints',
      actions: [
        'application-autoscaling:DeleteScalingPolicy',
        'application-autoscaling:DeregisterScalableTarget',
        'application-autoscaling:PutScalingPolicy',
        'application-autoscaling:RegisterScalableTarget',
      ],
      resources: ['arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/*'],
      conditions: { StringEquals: { 'application-autoscaling:service-namespace': 'sagemaker' } },
    },
    passRole('PassServingRoles', '{servingRole}', '{pipelineRole}'),
  ],
};

const REVIEW: PolicyFact = {
  name: 'review',
  statements: [
    { sid: 'ListObjects', actions: ['s3:GetBucketLocation', 's3:ListBucket'], resources: ['{artifacts}'] },
    { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: ['{artifacts}/*'] },
    { sid: 'UseKey', actions: ['kms:Decrypt'], resources: ['{key}'], conditions: KEY_OVER_S3 },
    {
      sid: 'ApproveModels',
      actions: ['sagemaker:UpdateModelPackage'],
      resources: sagemaker('model-package'),
      // Only a request that sets the state: other fields of a package are the ML engineer's.
      conditions: { StringEquals: { 'sagemaker:ModelApprovalStatus': ['Approved', 'PendingManualApproval', 'Rejected'] } },
    },
    {
      sid: 'ReadModelPackages',
      actions: ['sagemaker:DescribeModelPackage', 'sagemaker:DescribeModelPackageGroup', 'sagemaker:ListModelPackages'],
      resources: sagemaker('model-package', 'model-package-group'),
    },
    MODEL_PACKAGE_KEY,
    { sid: 'ListModelPackageGroups', actions: ['sagemaker:ListModelPackageGroups'], resources: ['*'], conditions: IN_REGION },
    READ_LOGS,
    ...WATCH,
  ],
};

const RELEASE: PolicyFact = {
  name: 'release',
  statements: [
    { sid: 'LocateStore', actions: ['s3:GetBucketLocation'], resources: ['{artifacts}'] },
    { sid: 'WriteReleases', actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'], resources: ['{artifacts}/releases/*'] },
    // The parts of a multipart upload are decrypted when they are joined: https://repost.aws/knowledge-center/s3-multipart-kms-decrypt-error
    { sid: 'UseKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['{key}'], conditions: KEY_OVER_S3 },
    REGISTRY_LOGIN,
    REGISTRY_PUSH,
    ...ENDPOINTS,
    passRole('PassServingRole', '{servingRole}'),
  ],
};

/** The policies of each persona, by the persona's name in core. */
export const PERSONA_POLICIES: Readonly<Record<string, readonly PolicyFact[]>> = {
  'data-scientist': [TRAIN, EXPERIMENTS],
  'ml-engineer': [TRAIN, ARTIFACTS, SERVE],
  'reviewer': [REVIEW],
  'ci': [RELEASE],
};

/**
 * The statement that lets a role's members assume it; without members this denial stands alone, since a role must have a trust policy:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html
 */
export const TRUST = { memberActions: ['sts:AssumeRole'], nobody: { effect: 'Deny', principal: '*', actions: ['sts:AssumeRole'] } } as const;
