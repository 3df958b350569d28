import { Construct } from 'constructs';
import * as core from '../../core';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { ExistingArtifacts } from './existing-artifacts';
import { StoreAccess } from './store-access';

/** A bucket that exists already, as a store: nothing is set up, and how its objects age stays as it is. */
export class ExistingArtifactStore extends Construct implements core.IArtifactStore {
  public readonly storeName: string;
  public readonly uri: string;
  public readonly metrics: core.IArtifactStoreMetrics;
  private readonly access: StoreAccess;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, { bucketName }: ExistingArtifacts) {
    super(scope, id);
    inheritProviders(this, platform);
    const storage = platform.objectStorage;
    this.storeName = bucketName;
    this.uri = `s3://${bucketName}`;
    this.metrics = new ArtifactStoreMetrics(bucketName, storage.storedBytesQuery);
    this.access = new StoreAccess(this, platform, storage, bucketName);
  }

  public path(key: string): core.ArtifactPath {
    return core.ArtifactPath.of(this, key);
  }

  public grantRead(identity: core.IIdentity, prefix?: string): void {
    this.access.read(identity, prefix);
  }

  public grantWrite(identity: core.IIdentity, prefix?: string): void {
    this.access.write(identity, prefix);
  }
}
