import { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface PrivateBucketProps extends Pick<BucketProps, 'lifecycleRules' | 'objectLockEnabled' | 'objectLockDefaultRetention'> {
  readonly bucketName: string;
  readonly key: IKey;
  readonly versioned: boolean;
  readonly deletionProtection: boolean;
}

/** A bucket that nobody outside the account reads, encrypted with a key of the customer's, and reached over TLS 1.2 or newer only. */
export function privateBucket(scope: Construct, id: string, { key, deletionProtection, ...props }: PrivateBucketProps): Bucket {
  return new Bucket(scope, id, {
    ...props,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    // Objects are never emptied by a Lambda function: a bucket that holds something resists its deletion.
    removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
