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
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:{partition}:logs:{region}:{account}:log-group:/{name}/*' } },
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
