import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactStorePlan } from '../../core/storage/artifact-store-plan';
import { REPLICATION } from '../../facts/aws/storage';
import { DataAwsCallerIdentity } from '../../providers/aws/data-aws-caller-identity';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { S3Bucket } from '../../providers/aws/s3-bucket';
import { S3BucketReplicationConfigurationA } from '../../providers/aws/s3-bucket-replication-configuration';
import { useProviders } from '../../terraform';
import { policyDocument, Statement } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { EncryptionKey } from './encryption-key';
import { PrivateBucket } from './private-bucket';

export interface ReplicaProps {
  readonly plan: ArtifactStorePlan;
  readonly platform: IMlPlatform;
  readonly source: PrivateBucket;
  readonly sourceName: string;
  readonly storeId: string;
  readonly replicaName: string;
  readonly replicaRegion: string;
  readonly provider?: TerraformProvider;
}

/** A bucket in a second region, or of a second account, that holds a copy of every object, encrypted with a key there. */
export class Replica extends Construct {
  public readonly bucket: S3Bucket;

  public constructor(scope: Construct, id: string, props: ReplicaProps) {
    super(scope, id);
    const { plan, platform, source } = props;
    const tags = { ...platform.tags };
    const place = placeOf(platform.region, platform.accountId);
    const role = new IamRole(this, 'Role', {
      name: `${platform.platformName}-${platform.region}-${props.storeId}-replica`,
      description: `Copies ${props.sourceName} to ${props.replicaRegion}`,
      assumeRolePolicy: policyDocument([{
        Sid: 'S3', Effect: 'Allow', Principal: { Service: REPLICATION.service }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': place.accountId } },
      }]),
      permissionsBoundary: platform.permissionsBoundary,
      tags,
    });
    const there = new Construct(this, 'There');
    useProviders(there, {
      kind: 'aws', alias: `replica_${props.replicaRegion.replaceAll('-', '_')}`, given: props.provider, changes: { region: props.replicaRegion },
    });
    // The account of the copy may be another one; it is asked only where a provider was given.
    const accountId = props.provider ? new DataAwsCallerIdentity(there, 'Account').accountId : place.accountId;
    const key = new EncryptionKey(there, 'Key', {
      platformName: platform.platformName,
      place: placeOf(props.replicaRegion, accountId),
      alias: `${platform.platformName}-${props.storeId}-replica`,
      description: `Encrypts the copy of ${props.sourceName}`,
      deletionProtection: plan.deletionProtection,
      usedByServices: false,
      usedByRole: role.arn,
      tags,
    });
    const copy = new PrivateBucket(there, 'Bucket', {
      ...plan,
      bucketName: props.replicaName,
      keyArn: key.keyArn,
      rules: plan,
      tags,
      statements: (arn) => [{ Sid: 'Copy', Effect: 'Allow', Principal: { AWS: role.arn }, Action: REPLICATION.replicaObjectActions, Resource: `${arn}/*` }],
    });
    const policy = new IamRolePolicy(this, 'RolePolicy', {
      name: 'copy', role: role.name, policy: policyDocument(this.rights(props, copy.bucket.arn, key.keyArn)),
    });
    new S3BucketReplicationConfigurationA(this, 'Resource', {
      bucket: source.bucket.id,
      role: role.arn,
      rule: [{
        id: 'all',
        status: 'Enabled',
        priority: 1,
        filter: { prefix: '' },
        deleteMarkerReplication: { status: 'Enabled' },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
        destination: { bucket: copy.bucket.arn, encryptionConfiguration: { replicaKmsKeyId: key.keyArn } },
      }],
      dependsOn: [...source.ready, ...copy.ready, policy],
    });
    this.bucket = copy.bucket;
  }

  private rights({ platform, source, replicaRegion }: ReplicaProps, copyArn: string, copyKeyArn: string): Statement[] {
    const over = (region: string) => ({ StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } });
    return [
      { Sid: 'ReadSource', Effect: 'Allow', Action: REPLICATION.sourceBucketActions, Resource: source.bucket.arn },
      { Sid: 'ReadObjects', Effect: 'Allow', Action: REPLICATION.sourceObjectActions, Resource: `${source.bucket.arn}/*` },
      { Sid: 'WriteCopies', Effect: 'Allow', Action: REPLICATION.replicaObjectActions, Resource: `${copyArn}/*` },
      { Sid: 'Decrypt', Effect: 'Allow', Action: REPLICATION.sourceKeyActions, Resource: platform.encryptionKey.keyId, Condition: over(platform.region) },
      { Sid: 'Encrypt', Effect: 'Allow', Action: REPLICATION.replicaKeyActions, Resource: copyKeyArn, Condition: over(replicaRegion) },
    ];
  }
}
