/** What a tier of core's language is on S3. */
export interface TierFacts {
  readonly storageClass: string;
  /** The least age at which S3 moves an object there. */
  readonly minimumDays: number;
}

/**
 * Storage classes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html#sc-compare
 * Least ages: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html#lifecycle-configuration-constraints
 * (30 days in S3 Standard before Standard-IA; the archive classes take objects of any age, and bill 90 and 180 days at least.)
 */
export const TIERS: Readonly<Record<string, TierFacts>> = {
  infrequent: { storageClass: 'STANDARD_IA', minimumDays: 30 },
  cold: { storageClass: 'GLACIER_IR', minimumDays: 1 },
  archive: { storageClass: 'DEEP_ARCHIVE', minimumDays: 1 },
};

/**
 * How many days an object stays in Standard-IA before it may move on: same page, "Objects must be stored for at least 30 days in … IA
 * before transitioning to Glacier": S3 refuses a rule whose next move is nearer.
 */
const DAYS_IN_INFREQUENT = 30;

/** The ages of objects that S3 moves, in the shape that core checks them with. */
export const TIER_AGES = { service: 'S3', tiers: TIERS, daysInInfrequent: DAYS_IN_INFREQUENT };

/**
 * How a bucket policy tells requests without TLS, and with an old one:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-tls-version
 */
export const TLS_ONLY = [
  { sid: 'DenyWithoutTls', condition: { test: 'Bool', key: 'aws:SecureTransport', value: 'false' } },
  { sid: 'DenyOldTls', condition: { test: 'NumericLessThan', key: 's3:TlsVersion', value: '1.2' } },
] as const;

/** What the role that copies objects may do, by where: https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html */
export const REPLICATION = {
  service: 's3.amazonaws.com',
  /** On the source bucket itself. */
  sourceBucketActions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
  /** On the source bucket's objects. */
  sourceObjectActions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
  /** On the copy's objects, by the role's policy, and by the policy of the copy's bucket, which another account needs. */
  replicaObjectActions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
  /** On the key of the source, through S3 there. */
  sourceKeyActions: ['kms:Decrypt'],
  /** On the key of the copy, through S3 there: https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html */
  replicaKeyActions: ['kms:Encrypt', 'kms:GenerateDataKey'],
} as const;
