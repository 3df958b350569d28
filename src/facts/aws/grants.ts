import { IN_REGION, StatementFact } from './statement';

/**
 * What a grant on a store or a registry allows; `{store}` is the bucket's ARN, `{prefix}` begins the keys, `{key}` is the key that encrypts the bucket.
 * Old versions stay out of reach. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const KEY_OVER_S3 = { StringEquals: { 'kms:ViaService': 's3.{region}.amazonaws.com' } } as const;

/** Listing without a prefix would show every key, so it is held to the granted one. */
const LIST: StatementFact = {
  sid: 'ListObjects',
  actions: ['s3:ListBucket'],
  resources: ['{store}'],
  conditions: { StringLike: { 's3:prefix': '{prefix}*' } },
};

const LOCATE: StatementFact = { sid: 'LocateStore', actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], resources: ['{store}'] };

/** Reading what a key encrypts, as S3 does. */
export const STORE_DECRYPT: StatementFact = { sid: 'DecryptObjects', actions: ['kms:Decrypt'], resources: ['{key}'], conditions: KEY_OVER_S3 };

export const STORE_READ: readonly StatementFact[] = [
  LIST,
  { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: ['{store}/{prefix}*'] },
  STORE_DECRYPT,
];

export const STORE_WRITE: readonly StatementFact[] = [
  LIST,
  LOCATE,
  {
    sid: 'ReadAndWriteObjects',
    actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
    resources: ['{store}/{prefix}*'],
  },
  { sid: 'EncryptObjects', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['{key}'], conditions: KEY_OVER_S3 },
];

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html; ECR decrypts with a grant of its own, so nobody needs the key. */
export const REGISTRY_LOGIN: StatementFact = {
  sid: 'LogInToRegistry',
  actions: ['ecr:GetAuthorizationToken'],
  resources: ['*'],
  conditions: IN_REGION,
};

export const REGISTRY_PULL: StatementFact = {
  sid: 'PullImages',
  actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:DescribeImages', 'ecr:GetDownloadUrlForLayer', 'ecr:ListImages'],
  resources: ['{repositories}'],
};

export const REGISTRY_PUSH: StatementFact = {
  sid: 'PushImages',
  actions: ['ecr:BatchCheckLayerAvailability', 'ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'],
  resources: ['{repositories}'],
};
