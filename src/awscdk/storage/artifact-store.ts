import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucket, ObjectLockRetention, IBucket } from 'aws-cdk-lib/aws-s3';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as core from '../../core';
import { ArtifactPath, IAlarm, IArtifactStore, IArtifactStoreMetrics, IIdentity } from '../../core';
import { isUnresolved, kebab, Problems } from '../../core/private';
import { ArtifactStorePlan, planArtifactStore } from '../../core/storage/artifact-store-plan';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { addTags } from '../tags';
import { ArtifactReplica } from './artifact-replica';
import { checkStore, storeName } from './artifact-store-checks';
import { ArtifactStoreMetrics } from './artifact-store-metrics';
import { ExistingArtifactStore } from './existing-artifact-store';
import { growthAlarm } from './growth-alarm';
import { lifecycleRules } from './lifecycle-rules';
import { privateBucket } from './private-bucket';
import { Replication } from './replication';
import { StoreAccess } from './store-access';

/** A store of artifacts on AWS. */
export interface ArtifactStoreProps extends core.ArtifactStoreProps {
  /** Whose key, profile and tags it has. */
  readonly platform: IMlPlatform;
}

/**
 * A private bucket of S3, encrypted with the platform's key, versioned, reached over TLS only; its name is
 * `<platform>-<id>-<account>-<region>`. With `replicaRegion` a stack `<stack>-<id>-replica` beside it holds the copy and its key; deploy both
 * (`cdk deploy --all` does so in the right order).
 *
 * Throws `core/name-length`, `core/name-illegal`, `encryption/key-region`, `storage/tier-age`, `storage/lock-versions`, `storage/replica-versions`, and `core/token-not-allowed`
 * for a copy of a store whose own region is known only at deployment.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { awscdk, Duration, Retention } from 'ml-platform-constructs';
 *
 * function reports(stack: Stack, platform: awscdk.IMlPlatform): awscdk.ArtifactStore {
 *   return new awscdk.ArtifactStore(stack, 'Reports', { platform, retention: Retention.locked(Duration.days(400)) });
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
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: IBucket): IArtifactStore {
    return new ExistingArtifactStore(scope, id, platform, existing);
  }

  /** The name of the bucket. */
  public readonly storeName: string;

  /** `s3://<bucket>`. */
  public readonly uri: string;

  /** Measurements of the bucket. */
  public readonly metrics: IArtifactStoreMetrics;

  /** The bucket. */
  public readonly resource: Bucket;

  /** The alarm that goes off when the store has grown. */
  public readonly growthAlarm: IAlarm;

  /** The stack that holds the copy, where there is one; depends on nothing, and this store's stack depends on it. */
  public readonly replicaStack?: Stack;

  private readonly access: StoreAccess;

  /**
   * @param scope where it is made: any stack of the platform's region and account
   * @param id unique in the scope; part of the bucket's name
   * @param props what the store is to do
   */
  public constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    const { platform } = props;
    const { region, account } = Stack.of(scope);
    const problems = new Problems(scope, id);
    const plan = planArtifactStore(props, platform.profile.settings, isUnresolved(region) ? undefined : region, TARGET, problems);
    const names = storeName(platform.platformName, id, plan, { region, account }, problems);
    checkStore(props, region, problems);
    requireKeyRegion(platform.key.keyArn, platform.region, region, problems);
    problems.throwIfAny();
    super(scope, id);
    this.resource = this.makeBucket(names.bucket, plan, platform);
    this.replicaStack = names.replica === undefined ? undefined : this.replicate(id, names.bucket, names.replica, plan, platform);
    this.storeName = this.resource.bucketName;
    this.uri = `s3://${this.storeName}`;
    this.metrics = new ArtifactStoreMetrics(this.storeName);
    this.access = new StoreAccess(this, this.resource, platform.key);
    this.growthAlarm = growthAlarm(this, id, platform, this.metrics, plan.alarmAboveBytes);
    addTags(this, platform.tags);
  }

  /** @internal */
  public get _region(): string | undefined {
    const { region } = Stack.of(this);
    return isUnresolved(region) ? undefined : region;
  }

  /**
   * A place in the store. Throws `storage/path`.
   *
   * @param key the object's key or prefix, without a leading slash
   */
  public path(key: string): ArtifactPath {
    return ArtifactPath.of(this, key);
  }

  /**
   * Lets somebody read objects: by a policy of theirs in this account, else by the policies of bucket and key.
   * Throws `identity/wrong-target` and `identity/cannot-grant`.
   *
   * @param identity who
   * @param prefix only the objects whose key begins so
   */
  public grantRead(identity: IIdentity, prefix: string = ''): void {
    this.access.read(identity, prefix);
  }

  /**
   * Lets somebody read, write and delete objects; old versions stay out of reach.
   * Throws `identity/wrong-target` and `identity/cannot-grant`.
   *
   * @param identity who
   * @param prefix only the objects whose key begins so
   */
  public grantWrite(identity: IIdentity, prefix: string = ''): void {
    this.access.write(identity, prefix);
  }

  /**
   * Lets EventBridge tell of objects.
   *
   * @internal
   */
  public _sendEvents(): void {
    // Not by the property of the L2, which deploys a function that would write the configuration.
    (this.resource.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }

  private makeBucket(bucketName: string, plan: ArtifactStorePlan, platform: IMlPlatform): Bucket {
    const locked = plan.lockedDays !== undefined;
    return privateBucket(this, 'Resource', {
      bucketName,
      key: platform.key,
      versioned: plan.versioned,
      deletionProtection: plan.deletionProtection || locked,
      lifecycleRules: lifecycleRules(plan),
      objectLockEnabled: locked,
      objectLockDefaultRetention: locked ? ObjectLockRetention.compliance(Duration.days(plan.lockedDays!)) : undefined,
    });
  }

  private replicate(id: string, sourceBucketName: string, replicaBucketName: string, plan: ArtifactStorePlan, platform: IMlPlatform): Stack {
    const { platformName, permissionsBoundary } = platform;
    const region = plan.replicaRegion!;
    const replica = new ArtifactReplica(this, 'Replica', {
      platformName, storeId: kebab(id), bucketName: replicaBucketName, region, plan, tags: platform.tags,
    });
    const replication = new Replication(this, 'Replication', {
      platformName,
      sourceBucketName,
      sourceKey: platform.key,
      replicaBucketName,
      replicaKeyAlias: replica.keyAlias,
      replicaRegion: region,
      permissionsBoundary: permissionsBoundary ? ManagedPolicy.fromManagedPolicyArn(this, 'Boundary', permissionsBoundary) : undefined,
    });
    (this.resource.node.defaultChild as CfnBucket).replicationConfiguration = replication.configuration;
    Stack.of(this).addStackDependency(replica.stack, 'the copy exists before anything is copied');
    return replica.stack;
  }
}
