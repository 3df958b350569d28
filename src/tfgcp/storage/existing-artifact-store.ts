import { Construct } from 'constructs';
import { ArtifactPath, IArtifactStoreMetrics, IIdentity } from '../../core';
import { ROLES } from '../../facts/gcp/roles';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { ExistingArtifacts } from './existing-artifacts';
import { IReleaseStore } from './release-store';
import { grantOnBucket } from './store-access';

/** A bucket that exists already, as a store: nothing is made, and how its objects age stays as it is. */
export class ExistingArtifactStore extends Construct implements IReleaseStore {
  public readonly storeName: string;
  public readonly uri: string;
  public readonly metrics: IArtifactStoreMetrics;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, { bucketName }: ExistingArtifacts) {
    super(scope, id);
    inheritProviders(this, platform);
    this.storeName = bucketName;
    this.uri = `gs://${bucketName}`;
    this.metrics = new ArtifactStoreMetrics(bucketName);
  }

  public path(key: string): ArtifactPath {
    return ArtifactPath.of(this, key);
  }

  public grantRead(identity: IIdentity, prefix?: string): void {
    grantOnBucket(this, this.storeName, ROLES.objectViewer, identity, prefix);
  }

  public grantWrite(identity: IIdentity, prefix?: string): void {
    grantOnBucket(this, this.storeName, ROLES.objectUser, identity, prefix);
  }

  public _grantCreate(identity: IIdentity, prefix: string): void {
    grantOnBucket(this, this.storeName, ROLES.objectCreator, identity, prefix);
  }
}
