import { Lazy, TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import { TLS_ONLY } from '../../facts/aws/storage';
import { S3Bucket } from '../../providers/aws/s3-bucket';
import { S3BucketLifecycleConfiguration } from '../../providers/aws/s3-bucket-lifecycle-configuration';
import { S3BucketObjectLockConfigurationA } from '../../providers/aws/s3-bucket-object-lock-configuration';
import { S3BucketOwnershipControls } from '../../providers/aws/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '../../providers/aws/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '../../providers/aws/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '../../providers/aws/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '../../providers/aws/s3-bucket-versioning';
import { policyDocument, Statement } from '../identity/policy-document';
import { lifecycleRules, LifecycleRules } from './lifecycle-rules';

export interface PrivateBucketProps {
  readonly bucketName: string;
  readonly keyArn: string;
  readonly versioned: boolean;
  readonly deletionProtection: boolean;
  readonly lockedDays?: number;
  readonly rules: LifecycleRules;
  readonly tags: Record<string, string>;
  /** Rights beside the refusal of requests without TLS, given the bucket's ARN. */
  readonly statements?: (arn: string) => readonly Statement[];
}

/** A bucket with everything that S3 says in resources of its own: encrypted, closed, TLS only. */
export class PrivateBucket extends Construct {
  public readonly bucket: S3Bucket;
  /** Exists once the bucket keeps versions and takes its writers' requests. */
  public readonly ready: NonNullable<TerraformMetaArguments['dependsOn']>;
  private readonly further: Statement[] = [];

  public constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.bucket = new S3Bucket(this, 'Resource', {
      bucket: props.bucketName,
      forceDestroy: !props.deletionProtection,
      objectLockEnabled: props.lockedDays !== undefined,
      tags: props.tags,
      lifecycle: { preventDestroy: props.deletionProtection },
    });
    const bucket = this.bucket.id;
    const closed = new S3BucketPublicAccessBlock(this, 'PublicAccess', {
      bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'Ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: props.keyArn }, bucketKeyEnabled: true }],
    });
    const versioning = new S3BucketVersioningA(this, 'Versioning', {
      bucket, versioningConfiguration: { status: props.versioned ? 'Enabled' : 'Suspended' },
    });
    // S3 refuses changes of one bucket at the same time.
    const policy = new S3BucketPolicy(this, 'Policy', {
      bucket,
      policy: Lazy.stringValue({
        produce: () => policyDocument([...refuseWeakTransport(this.bucket.arn), ...(props.statements?.(this.bucket.arn) ?? []), ...this.further]),
      }),
      dependsOn: [closed],
    });
    new S3BucketLifecycleConfiguration(this, 'Lifecycle', { bucket, rule: lifecycleRules(props.rules), dependsOn: [versioning] });
    if (props.lockedDays) {
      new S3BucketObjectLockConfigurationA(this, 'Lock', {
        bucket, rule: { defaultRetention: { mode: 'COMPLIANCE', days: props.lockedDays } }, dependsOn: [versioning],
      });
    }
    this.ready = [versioning, policy];
  }

  /** Says more in the bucket's policy; the same sentence twice is one. */
  public allow(statement: Statement): void {
    const said = (other: Statement) => JSON.stringify(other) === JSON.stringify(statement);
    if (!this.further.some(said)) this.further.push(statement);
  }
}

function refuseWeakTransport(arn: string): Statement[] {
  return TLS_ONLY.map(({ sid, condition: { test, key, value } }) => ({
    Sid: sid, Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: [arn, `${arn}/*`], Condition: { [test]: { [key]: value } },
  }));
}
