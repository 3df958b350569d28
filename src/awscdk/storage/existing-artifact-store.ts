import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ArtifactPath, IArtifactStore, IArtifactStoreMetrics, IIdentity } from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { addTags } from '../tags';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { StoreAccess } from './store-access';

/** A bucket that exists already, as a store: nothing is made, and how its objects age stays as it is. */
export class ExistingArtifactStore extends Construct implements IArtifactStore {
  public readonly storeName: string;
  public readonly uri: string;
  public readonly metrics: IArtifactStoreMetrics;
  /** What its objects are encrypted with unless somebody says otherwise; absent where nobody told. */
  public readonly key?: IKey;
  private readonly access: StoreAccess;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, bucket: IBucket) {
    super(scope, id);
    this.storeName = bucket.bucketName;
    this.uri = `s3://${this.storeName}`;
    this.metrics = new ArtifactStoreMetrics(this.storeName);
    this.key = bucket.encryptionKey;
    this.access = new StoreAccess(this, bucket, this.key);
    addTags(this, platform.tags);
  }

  public path(key: string): ArtifactPath {
    return ArtifactPath.of(this, key);
  }

  public grantRead(identity: IIdentity, prefix: string = ''): void {
    this.access.read(identity, prefix);
  }

  public grantWrite(identity: IIdentity, prefix: string = ''): void {
    this.access.write(identity, prefix);
  }
}
