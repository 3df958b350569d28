import { Construct } from 'constructs';
import * as core from '../../core';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { ExistingArtifacts } from './existing-artifacts';
import { grantOnStore } from './store-access';

/** A bucket that exists already, as a store: nothing is made, and how its objects age stays as it is. */
export class ExistingArtifactStore extends Construct implements core.IArtifactStore {
  public readonly storeName: string;
  public readonly uri: string;
  public readonly metrics: core.IArtifactStoreMetrics;
  public readonly bucketArn: string;
  public readonly keyArn: string;

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, { bucketName, keyArn }: ExistingArtifacts) {
    super(scope, id);
    inheritProviders(this, platform);
    const { partition } = placeOf(platform.region, platform.accountId);
    this.storeName = bucketName;
    this.uri = `s3://${bucketName}`;
    this.bucketArn = `arn:${partition}:s3:::${bucketName}`;
    this.keyArn = keyArn ?? platform.encryptionKey.keyId;
    this.metrics = new ArtifactStoreMetrics(bucketName, platform.region);
  }

  /** The region of its platform, in which it has to be for SageMaker to read it. */
  public get _region(): string {
    return this.platform.region;
  }

  public path(key: string): core.ArtifactPath {
    return core.ArtifactPath.of(this, key);
  }

  public grantRead(identity: core.IIdentity, prefix?: string): void {
    grantOnStore(this, this.platform, 'read', identity, prefix);
  }

  public grantWrite(identity: core.IIdentity, prefix?: string): void {
    grantOnStore(this, this.platform, 'write', identity, prefix);
  }
}
