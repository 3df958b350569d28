import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { IMetric } from '../observability';
import { Size } from '../units';
import { ArtifactPath } from './artifact-path';
import { Lifecycle } from './lifecycle';
import { Retention } from './retention';

/** What a store of artifacts is to do, on any target. */
export interface ArtifactStoreProps {
  /**
   * How objects age.
   * @default Lifecycle.standard()
   */
  readonly lifecycle?: Lifecycle;

  /**
   * For how long objects are locked.
   * @default Retention.none()
   */
  readonly retention?: Retention;

  /**
   * Whether an object that is replaced or deleted is kept as an old version.
   * @default - true where the target has versions
   */
  readonly versioned?: boolean;

  /**
   * A second region that holds a copy of every object.
   * @default - no copy
   */
  readonly replicaRegion?: string;

  /**
   * The amount of stored data above which an alarm goes off.
   * @default - as the profile says
   */
  readonly alarmAbove?: Size;
}

/** Measurements of a store. */
export interface IArtifactStoreMetrics {
  /** The bytes that the store holds, daily. */
  storedBytes(): IMetric;
}

/**
 * Where data sets, checkpoints, models and reports lie: an S3 bucket, a Cloud Storage bucket, a container of a storage account,
 * an S3-compatible bucket of the cluster.
 */
export interface IArtifactStore extends IConstruct {
  /** The name of the bucket, or of the container. */
  readonly storeName: string;

  /** The address of the store without a trailing slash: `s3://…`, `gs://…`, `https://….blob.core.windows.net/…`. */
  readonly uri: string;

  /** Measurements of the store. */
  readonly metrics: IArtifactStoreMetrics;

  /**
   * A place in the store that a portable program can name without knowing the cloud.
   *
   * @param key the object's key or prefix, without a leading slash
   */
  path(key: string): ArtifactPath;

  /**
   * Lets somebody read objects.
   *
   * @param identity who
   * @param prefix only the objects whose key begins so; all by default
   */
  grantRead(identity: IIdentity, prefix?: string): void;

  /**
   * Lets somebody read, write and delete objects; old versions stay out of reach.
   *
   * @param identity who
   * @param prefix only the objects whose key begins so; all by default
   */
  grantWrite(identity: IIdentity, prefix?: string): void;
}
