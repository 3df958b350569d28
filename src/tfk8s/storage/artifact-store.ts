import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { kebab, physicalName, Problems, requireCapability } from '../../core/private';
import { planArtifactStore, requireVersions } from '../../core/storage/artifact-store-plan';
import { BUCKET_NAME } from '../../facts/kubernetes/names';
import { inheritProviders } from '../../terraform';
import { SecretReader } from '../identity/secret-reader';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { BucketSetup } from './bucket-setup';
import { growthAlarm } from './growth-alarm';
import { ObjectStorage } from './object-storage';
import { checkEndpoint } from './object-storage-address';

/** An artifact store on an existing cluster. */
export interface ArtifactStoreProps extends core.ArtifactStoreProps {
  /** The platform that the store belongs to. */
  readonly platform: IMlPlatform;

  /**
   * The store that holds the bucket.
   * @default - the platform's
   */
  readonly objectStorage?: ObjectStorage;

  /**
   * A bucket that exists already: nothing is set up, and lifecycle, retention and versions are the store's own.
   * @default - a bucket `<platform>-<id>` is made
   */
  readonly existingBucketName?: string;
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
  public readonly storeName: string;

  public readonly uri: string;

  public readonly metrics: core.IArtifactStoreMetrics;

  /** The address of the store that holds the bucket. */
  public readonly endpoint: string;

  /** The Job that sets the bucket up; none for a bucket that exists already. */
  public readonly setupJob?: TerraformResource;

  /** The alarm that goes off when the store has grown; the one of a platform's own store is among the platform's alarms. */
  public readonly growthAlarm?: core.IAlarm;

  private readonly readers: SecretReader;
  private readonly writers: SecretReader;

  public constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    const { platform } = props;
    const storage = props.objectStorage ?? platform.objectStorage;
    const problems = new Problems(scope, id);
    const plan = planArtifactStore(props, platform.profile.settings, undefined, TARGET, problems);
    checkEndpoint(storage, problems);
    requireVersions(props, problems);
    const storeName = props.existingBucketName ?? physicalName(BUCKET_NAME, [platform.platformName, kebab(id)], problems);
    problems.throwIfAny();

    super(scope, id);
    this.storeName = storeName;
    const { namespace } = platform;
    const labels = { ...platform.tags };
    inheritProviders(this, platform);
    if (!props.existingBucketName) {
      const keyName = platform.encryptionKeyName;
      this.setupJob = new BucketSetup(this, 'Setup', { bucket: this.storeName, namespace, labels, storage, plan, keyName }).job;
    }
    this.readers = new SecretReader(this, 'Readers', {
      namespace, labels, name: `${this.storeName}-read`, secret: storage.readOnlyCredentialsSecret ?? storage.credentialsSecret,
    });
    this.writers = new SecretReader(this, 'Writers', { namespace, labels, name: `${this.storeName}-write`, secret: storage.credentialsSecret });
    this.endpoint = storage.endpoint;
    this.uri = `s3://${this.storeName}`;
    this.metrics = new ArtifactStoreMetrics(this.storeName, storage.storedBytesQuery);
    const isPlatformsOwn = scope === platform && id === 'Artifacts';
    if (!isPlatformsOwn && (!props.existingBucketName || props.alarmAbove)) {
      this.growthAlarm = growthAlarm(this, platform, this.metrics, plan.alarmAboveBytes);
    }
  }

  public path(key: string): core.ArtifactPath {
    return core.ArtifactPath.of(this, key);
  }

  public grantRead(identity: core.IIdentity, prefix?: string): void {
    this.refusePrefix(prefix);
    this.readers.grant(identity);
  }

  public grantWrite(identity: core.IIdentity, prefix?: string): void {
    this.refusePrefix(prefix);
    this.writers.grant(identity);
  }

  private refusePrefix(prefix?: string): void {
    if (!prefix) return;
    const problems = new Problems(this);
    requireCapability(TARGET, 'storage/prefix-grants', `access to '${prefix}' only is asked for`, problems);
    problems.throwIfAny();
  }
}
