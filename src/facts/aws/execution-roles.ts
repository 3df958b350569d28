import { REGISTRY_LOGIN, REGISTRY_PULL } from './grants';
import { IN_REGION, sagemaker, StatementFact } from './statement';

/**
 * What SageMaker itself may do for the platform's jobs, endpoints and pipelines; from
 * https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html (CreateTrainingJob, CreateModel, pipelines; the rights for a VPC), each narrowed to what the platform owns.
 */
export const USE_KEY: StatementFact = { sid: 'UseKey', actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], resources: ['{key}'] };

/** Storage of instances is encrypted through a grant. */
export const GRANT_KEY: StatementFact = {
  sid: 'GrantKeyToAws', actions: ['kms:CreateGrant'], resources: ['{key}'], conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
};

const KEY: readonly StatementFact[] = [USE_KEY, GRANT_KEY];

const WRITE_LOGS: StatementFact = {
  sid: 'WriteLogs',
  actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
  resources: ['arn:{partition}:logs:{region}:{account}:log-group:/aws/sagemaker/*'],
};

const PUT_METRICS: StatementFact = {
  sid: 'PutMetrics',
  actions: ['cloudwatch:PutMetricData'],
  resources: ['*'],
  conditions: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'AWS/SageMaker', 'MlPlatform/{name}'] } },
};

/** https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html#train-vpc-configure */
export const IN_THE_NETWORK: readonly StatementFact[] = [
  {
    sid: 'MakeInterfaces',
    actions: ['ec2:CreateNetworkInterface'],
    resources: [
      '{subnets}',
      'arn:{partition}:ec2:{region}:{account}:network-interface/*',
      'arn:{partition}:ec2:{region}:{account}:security-group/*',
    ],
  },
  {
    sid: 'UseInterfaces',
    actions: ['ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterface', 'ec2:DeleteNetworkInterfacePermission'],
    resources: ['arn:{partition}:ec2:{region}:{account}:network-interface/*'],
    conditions: { ArnEquals: { 'ec2:Subnet': ['{subnets}'] } },
  },
  {
    sid: 'DescribeNetwork',
    actions: ['ec2:DescribeDhcpOptions', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
    resources: ['*'],
    conditions: IN_REGION,
  },
];

const LIST: StatementFact = { sid: 'ListObjects', actions: ['s3:GetBucketLocation', 's3:ListBucket'], resources: ['{artifacts}'] };

const RUN: readonly StatementFact[] = [LIST, ...KEY, WRITE_LOGS, PUT_METRICS, ...IN_THE_NETWORK, REGISTRY_LOGIN, REGISTRY_PULL];

const WRITE_OBJECTS: StatementFact = {
  sid: 'ReadAndWriteObjects',
  actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
  resources: ['{artifacts}/*'],
};

/** Steps of a pipeline make jobs whose names begin so: https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html */
const steps = (...kinds: string[]) => [...sagemaker(...kinds), ...kinds.map((kind) => `arn:{partition}:sagemaker:{region}:{account}:${kind}/pipelines-*`)];

/** The statements of each execution role. SageMaker assumes it for this account only: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
export const EXECUTION_ROLES: Readonly<Record<'training' | 'serving' | 'pipeline', readonly StatementFact[]>> = {
  training: [...RUN, WRITE_OBJECTS],
  serving: [
    ...RUN,
    { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: ['{artifacts}/*'] },
    // What an endpoint captures and answers asynchronously lies under its own prefix.
    { sid: 'WriteCaptures', actions: ['s3:AbortMultipartUpload', 's3:PutObject'], resources: ['{artifacts}/endpoints/*'] },
  ],
  pipeline: [
    LIST,
    WRITE_OBJECTS,
    ...KEY,
    {
      sid: 'RunSteps',
      actions: [
        'sagemaker:AddTags',
        'sagemaker:CreateHyperParameterTuningJob',
        'sagemaker:CreateModel',
        'sagemaker:CreateProcessingJob',
        'sagemaker:CreateTrainingJob',
        'sagemaker:CreateTransformJob',
        'sagemaker:DescribeHyperParameterTuningJob',
        'sagemaker:DescribeModel',
        'sagemaker:DescribeProcessingJob',
        'sagemaker:DescribeTrainingJob',
        'sagemaker:DescribeTransformJob',
        'sagemaker:StopHyperParameterTuningJob',
        'sagemaker:StopProcessingJob',
        'sagemaker:StopTrainingJob',
        'sagemaker:StopTransformJob',
      ],
      resources: steps('hyper-parameter-tuning-job', 'model', 'processing-job', 'training-job', 'transform-job'),
    },
    {
      sid: 'RegisterModels',
      actions: ['sagemaker:CreateModelPackage', 'sagemaker:DescribeModelPackage', 'sagemaker:DescribeModelPackageGroup'],
      resources: sagemaker('model-package', 'model-package-group'),
      conditions: { StringEqualsIfExists: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' } },
    },
    {
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: ['{trainingRole}', '{servingRole}'],
      conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    },
    REGISTRY_LOGIN,
    REGISTRY_PULL,
  ],
};

/** Who assumes an execution role, and on whose behalf only. */
export const EXECUTION_TRUST = {
  service: 'sagemaker.amazonaws.com',
  conditions: { StringEquals: { 'aws:SourceAccount': '{account}' } },
} as const;
