import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { planArtifactStore, requireVersions } from '../../core/storage/artifact-store-plan';
import { BUCKET_NAME } from '../../facts/kubernetes/names';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { BucketSetup } from './bucket-setup';
import { ExistingArtifactStore } from './existing-artifact-store';
import { ExistingArtifacts } from './existing-artifacts';
import { growthAlarm } from './growth-alarm';
import { ObjectStorage } from './object-storage';
import { checkEndpoint } from './object-storage-address';
import { StoreAccess } from './store-access';

/** An artifact store on an existing cluster. */
export interface ArtifactStoreProps extends core.ArtifactStoreProps {
  /** The platform that the store belongs to. */
  readonly platform: IMlPlatform;

  /**
   * The store that holds the bucket.
   * @default - the platform's
   */
  readonly objectStorage?: ObjectStorage;
}

/**
 * A bucket of an S3-compatible store that the cluster reaches. A Job in the cluster makes it and sets encryption, versions, lifecycle and object
 * lock; a destroy leaves the bucket, and all that is in it, where it is.
 *
 * Throws `storage/endpoint` for an address that is not HTTPS, `storage/lock-versions`, and the refusals of `docs/support-matrix.md`.
 *
 * @example
 * import { tfk8s } from 'ml-platform-constructs';
 *
 * function reports(ml: tfk8s.MlPlatform): tfk8s.ArtifactStore {
 *   return new tfk8s.ArtifactStore(ml, 'Reports', { platform: ml });
 * }
 */
export class ArtifactStore extends Construct implements core.IArtifactStore {
  /**
   * A bucket of the platform's object store that exists already, as a store: nothing is made, and how its objects age stays as it is.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the bucket
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingArtifacts): core.IArtifactStore {
    return new ExistingArtifactStore(scope, id, platform, existing);
  }

  public readonly storeName: string;

  public readonly uri: string;

  public readonly metrics: core.IArtifactStoreMetrics;

  /** The address of the store that holds the bucket. */
  public readonly endpoint: string;

  /** The Job that sets the bucket up. */
  public readonly resource: TerraformResource;

  /** The alarm that goes off when the store has grown; the one of a platform's own store is among the platform's alarms. */
  public readonly growthAlarm?: core.IAlarm;

  private readonly access: StoreAccess;

  public constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    const { platform } = props;
    const storage = props.objectStorage ?? platform.objectStorage;
    const problems = new Problems(scope, id);
    const plan = planArtifactStore(props, platform.profile.settings, undefined, TARGET, problems);
    checkEndpoint(storage, problems);
    requireVersions(props, problems);
    const storeName = physicalName(BUCKET_NAME, [platform.platformName, kebab(id)], problems);
    problems.throwIfAny();

    super(scope, id);
    this.storeName = storeName;
    const { namespace } = platform;
    const labels = { ...platform.tags };
    inheritProviders(this, platform);
    const keyName = platform.encryptionKeyName;
    this.resource = new BucketSetup(this, 'Setup', { bucket: storeName, namespace, labels, storage, plan, keyName }).job;
    this.access = new StoreAccess(this, platform, storage, storeName);
    this.endpoint = storage.endpoint;
    this.uri = `s3://${this.storeName}`;
    this.metrics = new ArtifactStoreMetrics(this.storeName, storage.storedBytesQuery);
    const isPlatformsOwn = scope === platform && id === 'Artifacts';
    if (!isPlatformsOwn) this.growthAlarm = growthAlarm(this, platform, this.metrics, plan.alarmAboveBytes);
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
