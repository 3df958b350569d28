import { MODEL_GROUP_ARN, MODEL_VERSION_ARN } from './registry-service';
import { StatementFact } from './statement';

/** Braces as in `statement.ts`, and `{model}`, the name of the group. Actions and their resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
const GROUP = [MODEL_GROUP_ARN];
const VERSIONS = [`${MODEL_VERSION_ARN}*`];

/** Versions are encrypted with the platform's key, and whoever describes one decrypts it: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html */
const useKey = (sid: string, ...actions: string[]): StatementFact => ({
  sid,
  actions,
  resources: ['{key}'],
  conditions: { StringEquals: { 'kms:ViaService': 'sagemaker.{region}.amazonaws.com' } },
});

export const READ_VERSIONS: readonly StatementFact[] = [
  { sid: 'ListVersions', actions: ['sagemaker:DescribeModelPackageGroup', 'sagemaker:ListModelPackages'], resources: GROUP },
  { sid: 'ReadVersions', actions: ['sagemaker:DescribeModelPackage'], resources: VERSIONS },
  useKey('DecryptVersions', 'kms:Decrypt', 'kms:DescribeKey'),
];

/** Who registers a version does not approve it: the status has to wait, or be left out, which is the same. */
export const REGISTER_VERSIONS: readonly StatementFact[] = [
  {
    sid: 'RegisterVersions',
    actions: ['sagemaker:CreateModelPackage'],
    resources: [...GROUP, ...VERSIONS],
    conditions: { StringEqualsIfExists: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' } },
  },
  ...READ_VERSIONS.slice(0, 2),
  useKey('EncryptVersions', 'kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'),
];

/** Only a request that sets the status: other fields of a version are not the approver's. */
export const APPROVE_VERSIONS: readonly StatementFact[] = [
  {
    sid: 'ApproveVersions',
    actions: ['sagemaker:UpdateModelPackage'],
    resources: VERSIONS,
    conditions: { StringEquals: { 'sagemaker:ModelApprovalStatus': ['Approved', 'PendingManualApproval', 'Rejected'] } },
  },
  ...READ_VERSIONS.slice(0, 2),
  useKey('DecryptVersions', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'),
];

/**
 * What the group's own policy lets the accounts do that versions go on to: see them, and make models of them. SageMaker makes none of a version that is not
 * approved. https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html#model-registry-deploy-xaccount
 */
export const PROMOTE_VERSIONS: readonly StatementFact[] = [
  { sid: 'SeeGroup', actions: ['sagemaker:DescribeModelPackageGroup', 'sagemaker:ListModelPackages'], resources: GROUP },
  { sid: 'UseVersions', actions: ['sagemaker:CreateModel', 'sagemaker:DescribeModelPackage'], resources: VERSIONS },
];

/** What the key lets these accounts do, which then give it to roles of theirs; on Terraform by a grant of KMS. */
export const PROMOTION_KEY = useKey('DecryptVersions', 'kms:Decrypt', 'kms:DescribeKey');
export const PROMOTION_KEY_OPERATIONS: readonly string[] = ['Decrypt', 'DescribeKey'];

/** What a bucket's policy lets these accounts read: SageMaker lists a folder before it fetches what lies there. */
export const PROMOTED_OBJECTS: readonly StatementFact[] = [
  { sid: 'PromotedModels', actions: ['s3:GetObject'], resources: ['{store}/{prefix}*'] },
  { sid: 'PromotedFolders', actions: ['s3:ListBucket'], resources: ['{store}'], conditions: { StringLike: { 's3:prefix': '{prefix}*' } } },
];
