import { TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { kebab, Problems, stableSuffix } from '../../core/private';
import { planArtifactStore } from '../../core/storage/artifact-store-plan';
import { PROMOTED_OBJECTS } from '../../facts/aws/registry-rights';
import { S3BucketNotification } from '../../providers/aws/s3-bucket-notification';
import { inheritProviders } from '../../terraform';
import { allow } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { TARGET } from '../support';
import { bucketName, checkStore } from './artifact-store-checks';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { ExistingArtifactStore } from './existing-artifact-store';
import { ExistingArtifacts } from './existing-artifacts';
import { growthAlarm } from './growth-alarm';
import { PrivateBucket } from './private-bucket';
import { Replica } from './replica';
import { grantOnStore } from './store-access';

/** A store of artifacts on S3. */
export interface ArtifactStoreProps extends core.ArtifactStoreProps {
  /** The platform that it belongs to. */
  readonly platform: IMlPlatform;

  /**
   * The provider of the copy: another region of the same account, or another account.
   * @default - the platform's provider with the replica region
   */
  readonly replicaProvider?: TerraformProvider;
}

/**
 * An S3 bucket: private, over TLS only, encrypted with the platform's key, versioned, aging as told.
 *
 * Its name is `<platform>-<id>-<account>-<region>`. In production and staging neither Terraform nor a mistake destroys it.
 * Throws `storage/tier-age`, `storage/lock-versions`, `storage/replica-versions`, `core/name-length`, and what core checks.
 *
 * @example
 * import { Duration, Lifecycle, tfaws } from 'ml-platform-constructs';
 * import { Construct } from 'constructs';
 *
 * function reports(scope: Construct, platform: tfaws.IMlPlatform) {
 *   return new tfaws.ArtifactStore(scope, 'Reports', { platform, lifecycle: Lifecycle.of({ expireAfter: Duration.days(365) }) });
 * }
 */
export class ArtifactStore extends Construct implements core.IArtifactStore {
  /**
   * A bucket that exists already, as a store: nothing is made, and how its objects age stays as it is.
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

  /** The ARN of the bucket. */
  public readonly bucketArn: string;

  /** The ARN of the key that encrypts the bucket. */
  public readonly keyArn: string;

  /** The bucket. */
  public readonly resource: TerraformResource;

  /** The bucket that holds the copy; none without a replica region. */
  public readonly replicaResource?: TerraformResource;

  /** The alarm that goes off when the store has grown above its limit. */
  public readonly growthAlarm: core.IAlarm;

  private readonly platform: IMlPlatform;
  private readonly made: PrivateBucket;

  public constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planArtifactStore(props, platform.profile.settings, platform.region, TARGET, problems);
    checkStore(props, problems);
    const name = bucketName(platform.platformName, id, platform.accountId, platform.region, problems);
    const replicaName = plan.replicaRegion && bucketName(platform.platformName, `${id}-replica`, platform.accountId, plan.replicaRegion, problems);
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);

    this.platform = platform;
    this.keyArn = platform.encryptionKey.keyId;
    const made = new PrivateBucket(this, 'Bucket', { ...plan, bucketName: name, keyArn: this.keyArn, rules: plan, tags: { ...platform.tags } });
    this.made = made;
    this.resource = made.bucket;
    this.storeName = made.bucket.bucket;
    this.bucketArn = made.bucket.arn;
    this.uri = `s3://${this.storeName}`;
    if (plan.replicaRegion && replicaName) {
      const { replicaRegion } = plan;
      this.replicaResource = new Replica(this, 'Replica', { plan, platform, source: made, sourceName: name, storeId: kebab(id), replicaName, replicaRegion, provider: props.replicaProvider }).bucket;
    }
    this.metrics = new ArtifactStoreMetrics(name, platform.region);
    this.growthAlarm = growthAlarm(this, id, platform, this.metrics, plan.alarmAboveBytes);
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

  /**
   * The region of the bucket.
   *
   * @internal
   */
  public get _region(): string {
    return this.platform.region;
  }

  /**
   * Lets an account read what lies at a key, by the bucket's policy; its own policies then say who of it does.
   *
   * @internal
   */
  public _letAccountRead(accountId: string, key: string): void {
    const { partition } = placeOf(this.platform.region, this.platform.accountId);
    PROMOTED_OBJECTS.map((fact) => ({ ...fact, sid: `${fact.sid}${stableSuffix(accountId, key)}` })).forEach((fact) => {
      this.made.allow(allow(fact, { store: this.bucketArn, prefix: key }, { AWS: `arn:${partition}:iam::${accountId}:root` }));
    });
  }

  /**
   * Lets EventBridge tell of objects.
   *
   * @internal
   */
  public _sendEvents(): void {
    if (!this.node.tryFindChild('Events')) new S3BucketNotification(this, 'Events', { bucket: this.storeName, eventbridge: true });
  }
}
