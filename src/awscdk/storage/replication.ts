import { IManagedPolicy, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { REPLICATION } from '../../facts/aws/storage';

export interface ReplicationProps {
  readonly platformName: string;
  readonly sourceBucketName: string;
  readonly sourceKey: IKey;
  readonly replicaBucketName: string;
  readonly replicaKeyAlias: string;
  readonly replicaRegion: string;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** How S3 copies every object of a bucket to its replica, deletions included. */
export class Replication extends Construct {
  public readonly configuration: CfnBucket.ReplicationConfigurationProperty;

  public constructor(scope: Construct, id: string, private readonly props: ReplicationProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      description: `${props.platformName}: copies artifacts to ${props.replicaRegion}`,
      assumedBy: new ServicePrincipal(REPLICATION.service).withConditions({ StringEquals: { 'aws:SourceAccount': Stack.of(this).account } }),
      permissionsBoundary: props.permissionsBoundary,
    });
    new ManagedPolicy(this, 'Policy', { description: `${props.platformName}: copying artifacts`, statements: this.rights(), roles: [role] });
    this.configuration = {
      role: role.roleArn,
      rules: [
        {
          id: 'all',
          priority: 1,
          status: 'Enabled',
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Enabled' },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: this.bucketArn(props.replicaBucketName),
            encryptionConfiguration: { replicaKmsKeyId: this.keyArn(props.replicaKeyAlias) },
          },
        },
      ],
    };
  }

  private rights(): PolicyStatement[] {
    const { sourceBucketName, sourceKey, replicaBucketName, replicaKeyAlias, replicaRegion } = this.props;
    const overS3 = (region: string) => ({ 'kms:ViaService': `s3.${region}.amazonaws.com` });
    return [
      new PolicyStatement({ sid: 'ReadSource', actions: [...REPLICATION.sourceBucketActions], resources: [this.bucketArn(sourceBucketName)] }),
      new PolicyStatement({ sid: 'ReadVersions', actions: [...REPLICATION.sourceObjectActions], resources: [`${this.bucketArn(sourceBucketName)}/*`] }),
      new PolicyStatement({ sid: 'WriteCopies', actions: [...REPLICATION.replicaObjectActions], resources: [`${this.bucketArn(replicaBucketName)}/*`] }),
      new PolicyStatement({
        sid: 'DecryptSource',
        actions: [...REPLICATION.sourceKeyActions],
        resources: [sourceKey.keyArn],
        conditions: { StringEquals: overS3(Stack.of(this).region) },
      }),
      new PolicyStatement({
        sid: 'EncryptCopies',
        actions: [...REPLICATION.replicaKeyActions],
        // The id of a key of another stack is not known here; its alias is.
        resources: [this.keyArn('key/*')],
        conditions: { 'StringEquals': overS3(replicaRegion), 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': replicaKeyAlias } },
      }),
    ];
  }

  private bucketArn(name: string): string {
    return `arn:${Stack.of(this).partition}:s3:::${name}`;
  }

  private keyArn(resource: string): string {
    const { partition, account } = Stack.of(this);
    return `arn:${partition}:kms:${this.props.replicaRegion}:${account}:${resource}`;
  }
}
