import { StatementFact } from './statement';

/** A service of AWS that uses the platform's key for itself; `resources` is `*`, which in a key's policy is that key. */
export interface KeyUserFact extends StatementFact {
  /** Braces as in `statement.ts`. */
  readonly service: string;
}

/**
 * What the account may do with the key, so that IAM policies can give parts of it: `kms:*` spelled out, without what hands the key to other accounts
 * wholesale. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const KEY_ACCOUNT_ACTIONS: readonly string[] = [
  'kms:CancelKeyDeletion', 'kms:CreateAlias', 'kms:CreateGrant', 'kms:Decrypt', 'kms:DeleteAlias', 'kms:DescribeKey', 'kms:DisableKey',
  'kms:DisableKeyRotation', 'kms:EnableKey', 'kms:EnableKeyRotation', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext',
  'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListGrants', 'kms:ListKeyPolicies', 'kms:ListKeyRotations', 'kms:ListResourceTags',
  'kms:PutKeyPolicy', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:RetireGrant', 'kms:RevokeGrant', 'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion', 'kms:TagResource', 'kms:UntagResource', 'kms:UpdateAlias', 'kms:UpdateKeyDescription',
];

/** Publishing to an encrypted topic: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services */
const PUBLISH = ['kms:Decrypt', 'kms:GenerateDataKey'];
const OF_THIS_ACCOUNT = { StringEquals: { 'aws:SourceAccount': '{account}' } };
const THIS_KEY = ['*'];

export const KEY_USERS: readonly KeyUserFact[] = [
  {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    sid: 'Logs',
    service: 'logs.{region}.amazonaws.com',
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    resources: THIS_KEY,
    // Groups of the platform's own, and those that EKS, Container Insights, Step Functions and SageMaker name after a cluster, a job or an endpoint: `cluster.ts`,
    // `cluster-metrics.ts`, `job-rights.ts`, `serving-service.ts`.
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': [
          '/{name}/*',
          '/aws/eks/{name}-*/cluster',
          '/aws/containerinsights/{name}-*',
          '/aws/vendedlogs/states/{name}-*',
          '/aws/sagemaker/Endpoints/{name}-*',
          '/aws/sagemaker/InferenceComponents/{name}-*',
        ].map((group) => `arn:{partition}:logs:{region}:{account}:log-group:${group}`),
      },
    },
  },
  {
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
    sid: 'CloudTrail',
    service: 'cloudtrail.amazonaws.com',
    actions: ['kms:DescribeKey', 'kms:GenerateDataKey'],
    resources: THIS_KEY,
    conditions: { StringEquals: { 'aws:SourceArn': 'arn:{partition}:cloudtrail:{region}:{account}:trail/{name}-audit' } },
  },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
  { sid: 'Alarms', service: 'cloudwatch.amazonaws.com', actions: PUBLISH, resources: THIS_KEY, conditions: OF_THIS_ACCOUNT },
  // EventBridge sends no aws:SourceAccount to KMS, a condition would lose every message: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  { sid: 'Events', service: 'events.amazonaws.com', actions: PUBLISH, resources: THIS_KEY },
  // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
  { sid: 'Budgets', service: 'budgets.amazonaws.com', actions: PUBLISH, resources: THIS_KEY, conditions: OF_THIS_ACCOUNT },
];

/** EC2 Auto Scaling, which launches the nodes of a cluster's managed groups. The role comes with the first Auto Scaling group of an account. */
const LAUNCHER = 'arn:{partition}:iam::{account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';

/**
 * Whoever launches nodes encrypts their disks with the key, and the role of EC2 Auto Scaling may so only where the key's own policy says it:
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html.
 *
 * KMS refuses a principal that is not there yet. Hence the principal is everybody, held by conditions to that one role of this account, which is how the policies
 * of AWS's own keys are written: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account
 */
export const KEY_LAUNCHERS: readonly StatementFact[] = [
  {
    sid: 'NodeDisks',
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    resources: THIS_KEY,
    conditions: { StringEquals: { 'kms:CallerAccount': '{account}' }, ArnEquals: { 'aws:PrincipalArn': LAUNCHER } },
  },
  {
    sid: 'GrantNodeDisks',
    actions: ['kms:CreateGrant'],
    resources: THIS_KEY,
    conditions: {
      StringEquals: { 'kms:CallerAccount': '{account}' },
      ArnEquals: { 'aws:PrincipalArn': LAUNCHER },
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    },
  },
];

/**
 * Who publishes to the topics of the alarms, `{topic}` (ARN). A topic's policy takes no condition for EventBridge:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export const TOPIC_PUBLISHERS: readonly KeyUserFact[] = [
  { sid: 'Alarms', service: 'cloudwatch.amazonaws.com', actions: ['sns:Publish'], resources: ['{topic}'], conditions: OF_THIS_ACCOUNT },
  { sid: 'Events', service: 'events.amazonaws.com', actions: ['sns:Publish'], resources: ['{topic}'] },
  { sid: 'Budgets', service: 'budgets.amazonaws.com', actions: ['sns:Publish'], resources: ['{topic}'], conditions: OF_THIS_ACCOUNT },
];

/** Days between the wish to delete a key and its end: 7 to 30. https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const KEY_DELETION_DAYS = { protected: 30, unprotected: 7 } as const;
