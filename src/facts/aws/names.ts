/**
 * What AWS allows in names, and how this library composes them. Each rule has the shape of core's `NameRule`.
 *
 * Names that are one for the whole account (IAM roles, budgets) carry the region, so that a platform can have a twin in a second region.
 * The name of a bucket is one for the world: it carries account and region.
 */

/** `acme-ml-artifacts-123456789012-eu-west-1`: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const BUCKET_NAME = {
  what: 'an S3 bucket',
  minLength: 3,
  maxLength: 63,
  pattern: /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
  allowed: 'lower-case letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};

/** How long an account id is; stands for it where it is known only at deployment. */
export const ACCOUNT_ID_PLACEHOLDER = '000000000000';

/** An account id: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const ACCOUNT_ID = /^\d{12}$/;

/** `acme-ml/training`: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export const REPOSITORY_NAME = {
  what: 'an ECR repository',
  minLength: 2,
  maxLength: 256,
  pattern: /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
  allowed: 'lower-case letters, digits, and single hyphens, underscores, dots or slashes between them',
  separator: '/',
};

/** `acme-ml-eu-west-1-data-scientist`: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const ROLE_NAME = {
  what: 'an IAM role',
  minLength: 1,
  maxLength: 64,
  pattern: /^[\w+=,.@-]+$/,
  allowed: "letters, digits and '+=,.@-_'",
  separator: '-',
};

/** `acme-ml-alerts-critical`: https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const TOPIC_NAME = {
  what: 'an SNS topic',
  minLength: 1,
  maxLength: 256,
  pattern: /^[\w-]+$/,
  allowed: 'letters, digits, hyphens and underscores',
  separator: '-',
};

/** `/acme-ml/flow-logs`: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const LOG_GROUP_NAME = {
  what: 'a log group',
  minLength: 1,
  maxLength: 512,
  pattern: /^[.\-_/#A-Za-z0-9]+$/,
  allowed: "letters, digits and '.-_/#'",
  separator: '/',
};

/** `acme-ml-storage-growth`: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const ALARM_NAME = {
  what: 'a CloudWatch alarm',
  minLength: 1,
  maxLength: 255,
  pattern: /^[\x20-\x7e]+$/,
  allowed: 'printable ASCII characters',
  separator: '-',
};

/** `acme-ml-failed-deploys`: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const RULE_NAME = {
  what: 'an EventBridge rule',
  minLength: 1,
  maxLength: 64,
  pattern: /^[.\-_A-Za-z0-9]+$/,
  allowed: "letters, digits and '.-_'",
  separator: '-',
};

/** `acme-ml-eu-west-1`: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export const DASHBOARD_NAME = {
  what: 'a CloudWatch dashboard',
  minLength: 1,
  maxLength: 255,
  pattern: /^[\w-]+$/,
  allowed: 'letters, digits, hyphens and underscores',
  separator: '-',
};
