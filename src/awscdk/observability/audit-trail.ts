import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { IManagedPolicy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ProfileSettings } from '../../core/platform/profile';
import { Problems } from '../../core/private';
import { AUDIT_SELECTORS } from '../../facts/aws/events';
import { fill } from '../../facts/aws/fill';
import { BUCKET_NAME } from '../../facts/aws/names';
import { globalName } from '../names';
import { stackValues } from '../stack-values';
import { privateBucket } from '../storage/private-bucket';
import { EncryptedLogs } from './encrypted-logs';

export interface AuditTrailProps {
  readonly platformName: string;
  readonly profile: ProfileSettings;
  readonly key: IKey;
  /** The ARN of the platform's own store, which may be called otherwise than the platform. */
  readonly artifactsArn: string;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Who did what: each call in the account, and each read and write of an object of the platform, kept in a bucket and in a log group that is watched. */
export class AuditTrail extends Construct {
  public readonly logGroup: ILogGroup;
  public readonly bucket: Bucket;

  public constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { platformName, key } = props;
    const logs = new EncryptedLogs(this, 'Logs', { ...props, part: 'audit' });
    const writer = logs.writer({
      service: 'cloudtrail.amazonaws.com',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      permissionsBoundary: props.permissionsBoundary,
    });
    this.logGroup = logs.group;
    this.bucket = this.makeBucket(props);
    const { partition, region, account } = Stack.of(this);
    this.letTrailWrite(`arn:${partition}:cloudtrail:${region}:${account}:trail/${platformName}-audit`, account);
    const values = { ...stackValues(this, platformName), artifacts: props.artifactsArn, audit: this.bucket.bucketArn };
    const trail = new CfnTrail(this, 'Resource', {
      // Three letters at least, and a platform's name may have two.
      trailName: `${platformName}-audit`,
      s3BucketName: this.bucket.bucketName,
      kmsKeyId: key.keyArn,
      cloudWatchLogsLogGroupArn: logs.group.logGroupArn,
      cloudWatchLogsRoleArn: writer.role.roleArn,
      isLogging: true,
      enableLogFileValidation: true,
      includeGlobalServiceEvents: true,
      // Roles of the platform that try another region are seen, too.
      isMultiRegionTrail: true,
      advancedEventSelectors: AUDIT_SELECTORS.map(({ name, fields }) => ({ name, fieldSelectors: fields.map((field) => fill(field, values)) })),
    });
    trail.node.addDependency(writer.policy, this.bucket.policy!);
  }

  private makeBucket({ platformName, profile, key }: AuditTrailProps): Bucket {
    const { region, account } = Stack.of(this);
    return privateBucket(this, 'Bucket', {
      bucketName: globalName(BUCKET_NAME, [platformName, 'audit', account, region], { account }, new Problems(this)),
      key,
      versioned: true,
      deletionProtection: profile.deletionProtection,
      lifecycleRules: [
        { id: 'all', enabled: true, expiration: Duration.days(profile.logsKept.toDays()), noncurrentVersionExpiration: Duration.days(profile.oldVersionsKept.toDays()) },
      ],
    });
  }

  /** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
  private letTrailWrite(trailArn: string, account: string): void {
    const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    const ofTrail = { 'aws:SourceArn': trailArn };
    this.bucket.addToResourcePolicy(
      new PolicyStatement({ sid: 'TrailLooks', principals, actions: ['s3:GetBucketAcl'], resources: [this.bucket.bucketArn], conditions: { StringEquals: ofTrail } }),
    );
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TrailWrites',
        principals,
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`AWSLogs/${account}/*`)],
        conditions: { StringEquals: { ...ofTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
  }
}
