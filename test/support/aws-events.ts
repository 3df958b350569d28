/** An event of EventBridge. */
export interface AwsEvent {
  readonly 'version': string;
  readonly 'id': string;
  readonly 'detail-type': string;
  readonly 'source': string;
  readonly 'account': string;
  readonly 'time': string;
  readonly 'region': string;
  readonly 'resources': readonly string[];
  readonly 'detail': Readonly<Record<string, unknown>>;
}

/** The sample of an alarm that went off, as AWS prints it: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
const ALARM_WENT_OFF: AwsEvent = {
  'version': '0',
  'id': 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
  'detail-type': 'CloudWatch Alarm State Change',
  'source': 'aws.cloudwatch',
  'account': '123456789012',
  'time': '2019-10-02T17:04:40Z',
  'region': 'us-east-1',
  'resources': ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:ServerCpuTooHigh'],
  'detail': {
    alarmName: 'ServerCpuTooHigh',
    configuration: {
      description: 'Goes into alarm when server CPU utilization is too high!',
      metrics: [{
        id: '30b6c6b2-a864-43a2-4877-c09a1afc3b87',
        metricStat: { metric: { dimensions: { InstanceId: 'i-12345678901234567' }, name: 'CPUUtilization', namespace: 'AWS/EC2' }, period: 300, stat: 'Average' },
        returnData: true,
      }],
    },
    previousState: {
      reason: 'Threshold Crossed: 1 out of the last 1 datapoints [0.0666851903306472 (01/10/19 13:46:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).',
      reasonData: '{"version":"1.0","queryDate":"2019-10-01T13:56:40.985+0000","startDate":"2019-10-01T13:46:00.000+0000","statistic":"Average","period":300,"recentDatapoints":[0.0666851903306472],"threshold":50.0}',
      timestamp: '2019-10-01T13:56:40.987+0000',
      value: 'OK',
    },
    state: {
      reason: 'Threshold Crossed: 1 out of the last 1 datapoints [99.50160229693434 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).',
      reasonData: '{"version":"1.0","queryDate":"2019-10-02T17:04:40.985+0000","startDate":"2019-10-02T16:59:00.000+0000","statistic":"Average","period":300,"recentDatapoints":[99.50160229693434],"threshold":50.0}',
      timestamp: '2019-10-02T17:04:40.989+0000',
      value: 'ALARM',
    },
  },
};

/** The sample of a job that failed: https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-processing */
const JOB_FAILED: AwsEvent = {
  'version': '0',
  'id': '0a15f67d-aa23-0123-0123-01a23w89r01t',
  'detail-type': 'SageMaker Processing Job State Change',
  'source': 'aws.sagemaker',
  'account': '111122223333',
  'time': '2019-05-31T21:49:54Z',
  'region': 'us-east-1',
  'resources': ['arn:aws:sagemaker:us-west-2:037210630506:processing-job/integ-test-analytics-algo-54ee3282-5899-4aa3-afc2-7ce1d02'],
  'detail': {
    ProcessingInputs: [{
      InputName: 'InputName',
      S3Input: {
        S3Uri: 's3://input/s3/uri', LocalPath: '/opt/ml/processing/input/local/path', S3DataType: 'MANIFEST_FILE', S3InputMode: 'PIPE', S3DataDistributionType: 'FULLYREPLICATED',
      },
    }],
    ProcessingOutputConfig: {
      Outputs: [{ OutputName: 'OutputName', S3Output: { S3Uri: 's3://output/s3/uri', LocalPath: '/opt/ml/processing/output/local/path', S3UploadMode: 'CONTINUOUS' } }],
      KmsKeyId: 'KmsKeyId',
    },
    ProcessingJobName: 'integ-test-analytics-algo-54ee3282-5899-4aa3-afc2-7ce1d02',
    ProcessingResources: { ClusterConfig: { InstanceCount: 3, InstanceType: 'ml.c5.xlarge', VolumeSizeInGB: 5, VolumeKmsKeyId: 'VolumeKmsKeyId' } },
    StoppingCondition: { MaxRuntimeInSeconds: 2000 },
    AppSpecification: { ImageUri: '012345678901.dkr.ecr.us-west-2.amazonaws.com/processing-uri:latest' },
    NetworkConfig: {
      EnableInterContainerTrafficEncryption: true,
      EnableNetworkIsolation: false,
      VpcConfig: { SecurityGroupIds: ['SecurityGroupId1', 'SecurityGroupId2', 'SecurityGroupId3'], Subnets: ['Subnet1', 'Subnet2'] },
    },
    RoleArn: 'arn:aws:iam::037210630506:role/SageMakerPowerUser',
    ExperimentConfig: {},
    ProcessingJobArn: 'arn:aws:sagemaker:us-west-2:037210630506:processing-job/integ-test-analytics-algo-54ee3282-5899-4aa3-afc2-7ce1d02',
    ProcessingJobStatus: 'Failed',
    FailureReason: 'InternalServerError: We encountered an internal error.  Please try again.',
    ProcessingEndTime: 1704320746000,
    ProcessingStartTime: 1704320734000,
    LastModifiedTime: 1704320746000,
    CreationTime: 1704320199000,
  },
};

/** The sample of a version that somebody decided about: https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-model-package */
const VERSION_DECIDED: AwsEvent = {
  'version': '0',
  'id': '844e2571-85d4-695f-b930-0153b71dcb42',
  'detail-type': 'SageMaker Model Package State Change',
  'source': 'aws.sagemaker',
  'account': '111122223333',
  'time': '2021-02-24T17:00:14Z',
  'region': 'us-east-2',
  'resources': ['arn:aws:sagemaker:us-east-2:111122223333:model-package/versionedmp-p-idy6c3e1fiqj/2'],
  'detail': {
    ModelPackageGroupName: 'versionedmp-p-idy6c3e1fiqj',
    ModelPackageVersion: 2,
    ModelPackageArn: 'arn:aws:sagemaker:us-east-2:111122223333:model-package/versionedmp-p-idy6c3e1fiqj/2',
    CreationTime: '2021-02-24T17:00:14Z',
    ModelPackageStatus: 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    CertifyForMarketplace: false,
    ModelApprovalStatus: 'Rejected',
    ModelLifeCycle: { Stage: 'Development', StageStatus: 'Approved', StageDescription: 'StageDescription' },
    UpdatedModelPackageFields: ['ModelLifeCycle'],
    LastModifiedTime: '2021-02-24T17:00:14Z',
  },
};

/** An alarm goes off, or is quiet again. */
export function alarmEvent(alarmArn: string, time: string, value = 'ALARM'): AwsEvent {
  const [, , , region, , , alarmName] = alarmArn.split(':') as [string, string, string, string, string, string, string];
  const state = { ...(ALARM_WENT_OFF.detail.state as object), value };
  return { ...ALARM_WENT_OFF, time, region, resources: [alarmArn], detail: { ...ALARM_WENT_OFF.detail, alarmName, state } };
}

/** A processing job ends. */
export function jobEvent(time: string, detail: Readonly<Record<string, unknown>>): AwsEvent {
  return { ...JOB_FAILED, time, detail: { ...JOB_FAILED.detail, ...detail } };
}

/** Somebody decides about a version of a model. */
export function versionEvent(group: string, time: string, status: string): AwsEvent {
  return { ...VERSION_DECIDED, time, detail: { ...VERSION_DECIDED.detail, ModelPackageGroupName: group, ModelApprovalStatus: status } };
}

/**
 * Whether EventBridge hands an event to a rule, as far as the rules here ask: values, and what they begin with.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values: unknown[] = Array.isArray(event) ? event : [event];
    return values.some((value) => pattern.some((wanted) => isWanted(wanted, value)));
  }
  return Object.entries(pattern as object).every(([key, inner]) => matchesPattern(inner, (event as Record<string, unknown> | undefined)?.[key]));
}

function isWanted(wanted: unknown, value: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === value;
  const { prefix } = wanted as { prefix: string };
  return typeof value === 'string' && value.startsWith(prefix);
}
