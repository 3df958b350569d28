import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AUDIT_SELECTORS, DENIED_ACCESS } from '../../facts/aws/events';
import { fill } from '../../facts/aws/fill';
import { Cloudtrail } from '../../providers/aws/cloudtrail';
import { CloudwatchLogMetricFilter } from '../../providers/aws/cloudwatch-log-metric-filter';
import { Statement } from '../identity/policy-document';
import { Place } from '../platform/place';
import { PrivateBucket } from '../storage/private-bucket';
import { EncryptedLogs } from './encrypted-logs';

export interface AuditTrailProps {
  readonly platformName: string;
  readonly place: Place;
  readonly keyArn: string;
  readonly logDays: number;
  readonly artifactsArn: string;
  readonly artifactsName: string;
  readonly auditBucketName: string;
  readonly oldVersionsDays: number;
  readonly abortUploadsDays: number;
  readonly deletionProtection: boolean;
  readonly permissionsBoundary?: string;
  readonly tags: Record<string, string>;
}

/** Who did what in the account and with each object, kept in a bucket and in logs, and how often something was refused. */
export class AuditTrail extends Construct {
  public readonly resource: TerraformResource;
  public readonly bucket: TerraformResource;

  public constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { platformName, place, tags } = props;
    const trailArn = `arn:${place.partition}:cloudtrail:${place.region}:${place.accountId}:trail/${platformName}-audit`;
    const store = new PrivateBucket(this, 'Bucket', {
      bucketName: props.auditBucketName,
      keyArn: props.keyArn,
      versioned: true,
      deletionProtection: props.deletionProtection,
      rules: {
        abortUploadsDays: props.abortUploadsDays,
        versioned: true,
        rules: [{ id: 'all', prefix: '', transitions: [], expireDays: props.logDays, expireOldVersionsDays: props.oldVersionsDays }],
      },
      tags,
      statements: (arn) => delivery(arn, trailArn, place.accountId),
    });
    const logs = new EncryptedLogs(this, 'Logs', {
      ...props, name: 'audit', writer: { service: 'cloudtrail.amazonaws.com', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'] },
    });
    const values = {
      ...place,
      account: place.accountId,
      name: platformName,
      artifacts: props.artifactsArn,
      audit: store.bucket.arn,
      bucket: props.artifactsName,
    };
    this.resource = new Cloudtrail(this, 'Resource', {
      // Three letters at least, and a platform's name may have two.
      name: `${platformName}-audit`,
      s3BucketName: store.bucket.id,
      kmsKeyId: props.keyArn,
      cloudWatchLogsGroupArn: `${logs.group.arn}:*`,
      cloudWatchLogsRoleArn: logs.writer.arn,
      enableLogFileValidation: true,
      // Roles of the platform that try another region are seen, too.
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      advancedEventSelector: AUDIT_SELECTORS.map(({ name, fields }) => ({ name, fieldSelector: fill([...fields], values) })),
      tags,
      dependsOn: [...store.ready, logs.ready],
    });
    new CloudwatchLogMetricFilter(this, 'DeniedRequests', {
      name: `${platformName}-denied-requests`,
      logGroupName: logs.group.name,
      pattern: fill<string>(DENIED_ACCESS.pattern, values),
      metricTransformation: {
        namespace: fill<string>(DENIED_ACCESS.namespace, values),
        name: DENIED_ACCESS.metricName,
        value: '1',
        defaultValue: '0',
        unit: 'Count',
      },
    });
    this.bucket = store.bucket;
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function delivery(bucketArn: string, trailArn: string, accountId: string): Statement[] {
  const from = { 'aws:SourceArn': trailArn };
  const principal = { Service: 'cloudtrail.amazonaws.com' };
  return [
    { Sid: 'CloudTrailLooks', Effect: 'Allow', Principal: principal, Action: 's3:GetBucketAcl', Resource: bucketArn, Condition: { StringEquals: from } },
    {
      Sid: 'CloudTrailWrites',
      Effect: 'Allow',
      Principal: principal,
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { ...from, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ];
}
