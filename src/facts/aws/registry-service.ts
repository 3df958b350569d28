/**
 * The name of a model package group, `acme-ml-fraud-models`: 1 to 63 letters, digits and hyphens
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackageGroup.html), ten of which its EventBridge rule adds. In lower case, since the
 * ARNs of versions are.
 */
export const MODEL_GROUP_NAME = {
  what: 'a model package group',
  minLength: 1,
  maxLength: 53,
  pattern: /^[a-z0-9](?:-*[a-z0-9])*$/,
  allowed: 'lower-case letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};

/** The name of the rule that tells of a group's approvals. */
export const APPROVAL_RULE = '{model}-approvals';

/** The ARN of a group, and of its versions up to their number. */
export const MODEL_GROUP_ARN = 'arn:{partition}:sagemaker:{region}:{account}:model-package-group/{model}';
export const MODEL_VERSION_ARN = 'arn:{partition}:sagemaker:{region}:{account}:model-package/{model}/';

/** Where a group lies. */
export interface GroupPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly model: string;
}

/** What the ARN of a group says. */
export function groupOf(arn: string): GroupPlace | undefined {
  const [, partition, region, account, model] = /^arn:([a-z-]+):sagemaker:([a-z0-9-]+):(\d{12}):model-package-group\/([A-Za-z0-9-]+)$/.exec(arn) ?? [];
  return partition && region && account && model ? { partition, region, account, model } : undefined;
}

/** What a model reads and answers is not asked by the library, but the type wants some. They are shown, and nothing refuses others. */
export const CONTENT_TYPES: readonly string[] = ['application/json', 'text/csv'];

/** `ModelApprovalStatus`, and the status of the card that follows it: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html */
export const APPROVAL_STATUS: Readonly<Record<string, { readonly version: string; readonly card: string }>> = {
  pending: { version: 'PendingManualApproval', card: 'PendingReview' },
  approved: { version: 'Approved', card: 'Approved' },
  rejected: { version: 'Rejected', card: 'Draft' },
};

/** Values of `CustomerMetadataProperties`: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html */
export const METADATA_VALUE = { pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u, allowed: "letters, digits, spaces and '_.:/=+-@', 256 at most" };

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html */
export const LONGEST_APPROVAL_DESCRIPTION = 1024;

/** The states of versions, by which people are told: https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-model-package */
export const APPROVAL_EVENT = {
  'source': ['aws.sagemaker'],
  'detail-type': ['SageMaker Model Package State Change'],
  'detail': { ModelPackageGroupName: ['{model}'] },
} as const;

/** What a person wants to know of it, as JSON paths. */
export const APPROVAL_FIELDS = { version: '$.detail.ModelPackageArn', status: '$.detail.ModelApprovalStatus' } as const;

/**
 * Who did what to a model, from the platform's trail: the event above does not say who. The names of the calls:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/logging-using-cloudtrail.html; the language:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const AUDIT_QUERY =
  'fields @timestamp, userIdentity.arn, eventName, requestParameters.modelApprovalStatus, requestParameters.approvalDescription, requestParameters.modelPackageArn'
  + ' | filter eventSource = "sagemaker.amazonaws.com" and eventName like /ModelPackage/ and eventName not like /^(Describe|List|Get)/'
  + ' | filter @message like "{model}" | sort @timestamp desc';

/** Asks it: the last 90 days. */
export const AUDIT_COMMAND = "aws logs start-query --log-group-name /{name}/audit --start-time $(($(date +%s) - 7776000)) --end-time $(date +%s) --query-string '{query}'";
