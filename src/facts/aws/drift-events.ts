/**
 * What a monitor listens to, as patterns of EventBridge; braces as in `statement.ts`, and `{monitorRole}` (ARN), `{model}` (a model package group), `{alarms}` (ARNs).
 */

/** A job of the monitor has ended: https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-processing */
export const JOB_ENDED = {
  'source': ['aws.sagemaker'],
  'detail-type': ['SageMaker Processing Job State Change'],
  'detail': { ProcessingJobStatus: ['Completed', 'Failed', 'Stopped'], RoleArn: ['{monitorRole}'] },
} as const;

/** An alarm of a signal that retrains went off: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export const DRIFT_FOUND = {
  'source': ['aws.cloudwatch'],
  'detail-type': ['CloudWatch Alarm State Change'],
  'resources': ['{alarms}'],
  'detail': { state: { value: ['ALARM'] } },
} as const;

/** A version was approved: https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-model-package */
export const MODEL_APPROVED = {
  'source': ['aws.sagemaker'],
  'detail-type': ['SageMaker Model Package State Change'],
  'detail': { ModelPackageGroupName: ['{model}'], ModelApprovalStatus: ['Approved'] },
} as const;

/** An event that comes late says nothing of what is now: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export const EVENT_RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 } as const;
export const OLDEST_EVENT_SECONDS = 3600;

/** Has the baseline computed at once when the monitor is deployed, and each time when this input is another; every day it is looked whether it is there. */
export const BASELINE_RATE = 'rate(1 day)';
