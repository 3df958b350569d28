/**
 * What tells of trouble on AWS; braces as in `statement.ts`.
 *
 * Names and values of SageMaker's events: https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
 * (the state of an endpoint is written in capitals there, the state of a pipeline is not).
 */
export const FAILED_DEPLOYS = {
  endpoint: {
    'source': ['aws.sagemaker'],
    'detail-type': ['SageMaker Endpoint State Change', 'SageMaker Endpoint Deployment State Change'],
    'detail': {
      EndpointName: [{ prefix: '{name}-' }],
      EndpointStatus: ['FAILED', 'OUT_OF_SERVICE', 'ROLLING_BACK', 'UPDATE_ROLLBACK_FAILED'],
    },
  },
  pipeline: {
    'source': ['aws.sagemaker'],
    'detail-type': ['SageMaker Model Building Pipeline Execution Status Change'],
    'resources': [{ prefix: 'arn:{partition}:sagemaker:{region}:{account}:pipeline/{name}-' }],
    'detail': { currentPipelineExecutionStatus: ['Failed'] },
  },
} as const;

/** Only where CloudFormation deploys; `{stack}` is the stack's id: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-stack-status-change.html */
export const FAILED_STACK = {
  'source': ['aws.cloudformation'],
  'detail-type': ['CloudFormation Stack Status Change'],
  'detail': {
    'stack-id': ['{stack}'],
    'status-details': {
      status: ['CREATE_FAILED', 'DELETE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_FAILED'],
    },
  },
} as const;

/** What a person wants to know of each of these events, as JSON paths to texts: what failed, and how it stands now. */
export const FAILED_DEPLOY_FIELDS = {
  endpoint: { subject: '$.detail.EndpointName', state: '$.detail.EndpointStatus' },
  pipeline: { subject: '$.detail.pipelineExecutionArn', state: '$.detail.currentPipelineExecutionStatus' },
  stack: { subject: '$.detail.stack-id', state: '$.detail.status-details.status' },
} as const;

/** A condition of a trail's selector. */
export interface SelectorFact {
  readonly field: string;
  readonly equalTo?: string[];
  readonly startsWith?: string[];
  readonly notStartsWith?: string[];
}

/**
 * The trail that watches the platform: what is done in the account, and each read and write of an object in a bucket that carries the platform's name, wherever
 * that bucket was made. The bucket that the trail writes to, `{audit}` (ARN), is left out: it would log its own logging for ever.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html#filtering-data-events
 */
export const AUDIT_SELECTORS: ReadonlyArray<{ readonly name: string; readonly fields: readonly SelectorFact[] }> = [
  { name: 'management', fields: [{ field: 'eventCategory', equalTo: ['Management'] }] },
  {
    name: 'objects',
    fields: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
      { field: 'resources.ARN', startsWith: ['arn:{partition}:s3:::{name}-', '{artifacts}/'], notStartsWith: ['{audit}/'] },
    ],
  },
];

/**
 * Refusals that concern the platform: of its roles, or of its buckets. The filter's language:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html; the codes: CIS AWS Foundations 4.1,
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-2
 */
export const DENIED_ACCESS = {
  pattern:
    '{ (($.errorCode = "AccessDenied*") || ($.errorCode = "*UnauthorizedOperation")) && '
    + '(($.userIdentity.sessionContext.sessionIssuer.userName = "{name}-*") || ($.requestParameters.bucketName = "{name}-*") || ($.requestParameters.bucketName = "{bucket}")) }',
  namespace: 'MlPlatform/{name}',
  metricName: 'DeniedRequests',
} as const;
