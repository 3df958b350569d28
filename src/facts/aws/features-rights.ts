import { FEATURE_GROUP_ARN } from './features-service';
import { RUN_FUNCTION } from './function-rights';
import { OF_THIS_ACCOUNT } from './job-rights';
import { StatementFact, useKey } from './statement';

/**
 * Rights around feature groups. Beside the words of `statement.ts`: `{group}`, `{database}` and `{table}` (names), `{records}` and `{queries}` (prefixes in the bucket
 * `{artifacts}`), `{deadLetters}` and `{dropped}` (the same), `{workGroup}`, `{stream}` and `{logs}` (ARNs), and the list `{subnets}` (ARNs).
 *
 * Actions and their resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html, …/list_awsglue.html, …/list_amazonathena.html,
 * …/list_amazonkinesisdatastreams.html
 */
const GROUP = [FEATURE_GROUP_ARN];

/** Whoever reads or writes an encrypted group decrypts: https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html */
const USE_GROUP_KEY = useKey('DecryptFeatures', 'sagemaker', 'kms:Decrypt');

const TABLE = [
  'arn:{partition}:glue:{region}:{account}:catalog',
  'arn:{partition}:glue:{region}:{account}:database/{database}',
  'arn:{partition}:glue:{region}:{account}:table/{database}/{table}',
];

/** Who keeps the records of a group, on whose behalf only. */
export const OFFLINE_TRUST = { service: 'sagemaker.amazonaws.com', conditions: OF_THIS_ACCOUNT } as const;

/**
 * What SageMaker does as the role of a group: what the policy `AmazonSageMakerFeatureStoreAccess` has, of this group only, and the key.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-feature-store.html
 */
export const KEEP_RECORDS: readonly StatementFact[] = [
  { sid: 'FindBucket', actions: ['s3:GetBucketAcl', 's3:GetBucketLocation'], resources: ['{artifacts}'] },
  { sid: 'WriteRecords', actions: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'], resources: ['{artifacts}/{records}/*'] },
  useKey('EncryptRecords', 's3', 'kms:Decrypt', 'kms:GenerateDataKey'),
  { sid: 'UpdateTable', actions: ['glue:GetTable', 'glue:UpdateTable'], resources: TABLE },
];

const DESCRIBE = ['sagemaker:DescribeFeatureGroup', 'sagemaker:DescribeFeatureMetadata'];

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_feature_store_GetRecord.html */
const READ_ONLINE: readonly StatementFact[] = [
  { sid: 'ReadFeatures', actions: ['sagemaker:BatchGetRecord', ...DESCRIBE, 'sagemaker:GetRecord'], resources: GROUP },
  USE_GROUP_KEY,
];

const DESCRIBE_GROUP: StatementFact = { sid: 'DescribeGroup', actions: DESCRIBE, resources: GROUP };

/** Queries of Athena in the group's workgroup: https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html */
const READ_OFFLINE: readonly StatementFact[] = [
  {
    sid: 'QueryRecords',
    actions: ['athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:GetWorkGroup', 'athena:StartQueryExecution', 'athena:StopQueryExecution'],
    resources: ['{workGroup}'],
  },
  { sid: 'ReadTable', actions: ['glue:GetDatabase', 'glue:GetTable'], resources: TABLE },
  { sid: 'FindBucket', actions: ['s3:GetBucketLocation'], resources: ['{artifacts}'] },
  { sid: 'ListRecords', actions: ['s3:ListBucket'], resources: ['{artifacts}'], conditions: { StringLike: { 's3:prefix': ['{records}/*', '{queries}/*'] } } },
  { sid: 'ReadRecords', actions: ['s3:GetObject'], resources: ['{artifacts}/{records}/*'] },
  { sid: 'KeepResults', actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'], resources: ['{artifacts}/{queries}/*'] },
  useKey('DecryptRecords', 's3', 'kms:Decrypt', 'kms:GenerateDataKey'),
];

/** What somebody may do who reads a group. */
export function readFeatures({ online, offline }: { readonly online?: string; readonly offline: boolean }): StatementFact[] {
  return [...(online === undefined ? [DESCRIBE_GROUP] : READ_ONLINE), ...(offline ? READ_OFFLINE : [])];
}

/** Beside whole records, single ones are taken back: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_feature_store_DeleteRecord.html */
const WRITE_RECORDS: readonly StatementFact[] = [
  { sid: 'WriteFeatures', actions: ['sagemaker:DeleteRecord', ...DESCRIBE, 'sagemaker:PutRecord'], resources: GROUP },
  USE_GROUP_KEY,
];

const WRITE_EVENTS: readonly StatementFact[] = [
  { sid: 'SendEvents', actions: ['kinesis:DescribeStreamSummary', 'kinesis:PutRecord', 'kinesis:PutRecords'], resources: ['{stream}'] },
  useKey('EncryptEvents', 'kinesis', 'kms:GenerateDataKey'),
];

/** What somebody may do who writes a group: records, or events where a stream brings them. */
export function writeFeatures(streamed: boolean): readonly StatementFact[] {
  return streamed ? WRITE_EVENTS : WRITE_RECORDS;
}

/** Who takes events in. */
export const INGEST_TRUST = { service: 'lambda.amazonaws.com' } as const;

/** What Lambda does for itself is not for the code: https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html */
/**
 * What the function does: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html for the stream,
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html for what Lambda gives up,
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html for its variables, and
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions for the network, where only making interfaces has resources that
 * are known before.
 */
export const TAKE_IN_EVENTS: readonly StatementFact[] = [
  {
    sid: 'ReadEvents',
    actions: ['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
    resources: ['{stream}'],
  },
  useKey('DecryptEvents', 'kinesis', 'kms:Decrypt'),
  { sid: 'WriteFeatures', actions: ['sagemaker:PutRecord'], resources: GROUP },
  USE_GROUP_KEY,
  { sid: 'FindBucket', actions: ['s3:ListBucket'], resources: ['{artifacts}'] },
  { sid: 'KeepDeadLetters', actions: ['s3:PutObject'], resources: ['{artifacts}/{deadLetters}/*', '{artifacts}/{dropped}/*'] },
  useKey('EncryptDeadLetters', 's3', 'kms:GenerateDataKey'),
  ...RUN_FUNCTION,
];
