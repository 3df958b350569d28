import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { ArtifactPath, IAlarm, IArtifactStore, IArtifactStoreMetrics, IIdentity } from '../../core';
import { kebab, physicalName, Problems, stableSuffix } from '../../core/private';
import { planArtifactStore } from '../../core/storage/artifact-store-plan';
import { BUCKET_NAME } from '../../facts/gcp/names';
import { ROLES } from '../../facts/gcp/roles';
import { StorageBucket } from '../../providers/google/storage-bucket';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { planBucketLocation } from './bucket-location';
import { bucketSettings } from './bucket-settings';
import { EncryptionKey } from './encryption-key';
import { ExistingArtifactStore } from './existing-artifact-store';
import { ExistingArtifacts } from './existing-artifacts';
import { growthAlarm } from './growth-alarm';
import { grantOnBucket } from './store-access';

/** What a store of artifacts is to do on Google Cloud. */
export interface ArtifactStoreProps extends core.ArtifactStoreProps {
  /** The platform whose key, profile and labels the store has; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /**
   * The key that encrypts the objects: `projects/…/locations/…/keyRings/…/cryptoKeys/…`, in the place where the bucket lies. The storage service agent
   * needs the right to use it.
   * @default - the platform's key; for a store with a `replicaRegion` a key that is made for it, since a key of one region cannot encrypt two
   */
  readonly encryptionKeyId?: string;
}

/**
 * A bucket of Cloud Storage: private (uniform access, public access prevention), encrypted with the platform's key, with old versions, soft delete and
 * the lifecycle's tiers. Whoever reads it has to show a token, which Cloud Storage takes over TLS only.
 *
 * `replicaRegion` makes it a dual-region bucket with turbo replication (within 15 minutes), which pairs only certain regions: `storage/replica-pair`
 * names them. `Retention.locked` becomes a locked retention policy; then there are no old versions, because a locked object is never replaced
 * (`storage/versions-with-retention` where both are asked for).
 *
 * Throws `core/name-length`, `core/name-illegal`, `storage/replica-pair`, `storage/versions-with-retention`, `encryption/key-region` and what
 * `Lifecycle` and `Retention` throw.
 *
 * @see https://docs.cloud.google.com/storage/docs/locations
 *
 * @example
 * import { Construct } from 'constructs';
 * import { Duration, Retention, tfgcp } from 'ml-platform-constructs';
 *
 * function reports(scope: Construct, platform: tfgcp.IMlPlatform) {
 *   return new tfgcp.ArtifactStore(scope, 'Reports', { platform, retention: Retention.locked(Duration.days(365)) });
 * }
 */
export class ArtifactStore extends Construct implements IArtifactStore {
  /**
   * A bucket that exists already, as a store: nothing is made, and how its objects age stays as it is.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the bucket
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingArtifacts): IArtifactStore {
    return new ExistingArtifactStore(scope, id, platform, existing);
  }

  /** The name of the bucket. */
  public readonly storeName: string;

  /** `gs://` and the name. */
  public readonly uri: string;

  /** Measurements of the store. */
  public readonly metrics: IArtifactStoreMetrics;

  /** The key that encrypts the objects. */
  public readonly encryptionKeyId: string;

  /** The bucket. */
  public readonly resource: TerraformResource;

  /** Goes off when the store holds more than `alarmAbove`. */
  public readonly growthAlarm: IAlarm;

  /**
   * The one region that it lies in; none of a pair.
   *
   * @internal
   */
  public readonly _region?: string;

  /**
   * @param scope where the store stands
   * @param id unique within the scope; becomes part of the bucket's name
   * @param props what the store is to do
   */
  public constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planArtifactStore(props, platform.profile.settings, platform.location, TARGET, problems);
    const location = planBucketLocation(platform.location, plan.replicaRegion, problems);
    const settings = bucketSettings(plan, props, location, problems);
    const suffix = stableSuffix(platform.project, scope.node.path, id);
    const name = physicalName(BUCKET_NAME, [platform.platformName, kebab(id), suffix], problems);
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    this.encryptionKeyId = props.encryptionKeyId
      ?? (plan.replicaRegion ? this.replicaKey(platform, name, location.keyLocation) : platform.encryptionKey.keyId);
    const bucket = new StorageBucket(this, 'Resource', {
      ...settings,
      project: platform.project,
      name,
      encryption: { defaultKmsKeyName: this.encryptionKeyId },
      labels: { ...platform.tags },
    });
    this.resource = bucket;
    this._region = plan.replicaRegion === undefined ? platform.location : undefined;
    this.storeName = name;
    this.uri = `gs://${name}`;
    this.metrics = new ArtifactStoreMetrics(name);
    this.growthAlarm = growthAlarm(this, platform, this.metrics, plan.alarmAboveBytes);
  }

  /**
   * A place in the store.
   *
   * @param key the object's key or prefix, without a leading slash
   */
  public path(key: string): ArtifactPath {
    return ArtifactPath.of(this, key);
  }

  /**
   * Lets somebody read objects: `roles/storage.objectViewer` on the bucket. Throws `identity/wrong-target`.
   *
   * @param identity who
   * @param prefix only the objects whose key begins so; all by default
   */
  public grantRead(identity: IIdentity, prefix?: string): void {
    grantOnBucket(this, this.bucketRef, ROLES.objectViewer, identity, prefix);
  }

  /**
   * Lets somebody read, write and delete objects: `roles/storage.objectUser` on the bucket. What is deleted can be brought back for as long as the
   * profile keeps old versions (soft delete), and nobody can shorten that for a single object. Throws `identity/wrong-target`.
   *
   * @param identity who
   * @param prefix only the objects whose key begins so; all by default
   */
  public grantWrite(identity: IIdentity, prefix?: string): void {
    grantOnBucket(this, this.bucketRef, ROLES.objectUser, identity, prefix);
  }

  /** @internal */
  public _grantCreate(identity: IIdentity, prefix: string): void {
    grantOnBucket(this, this.bucketRef, ROLES.objectCreator, identity, prefix);
  }

  private get bucketRef(): string {
    return this.resource.getStringAttribute('name');
  }

  private replicaKey(platform: IMlPlatform, name: string, location: string): string {
    const key = new EncryptionKey(this, 'Key', {
      project: platform.project,
      location,
      name,
      labels: platform.tags,
      deletionProtection: platform.profile.settings.deletionProtection,
      users: [{ name: 'Storage', member: `serviceAccount:${platform.storageAgent}`, after: [] }],
      after: [],
    });
    return key.keyId;
  }
}
