import { Construct } from 'constructs';
import { ArtifactPath, Duration, IArtifactStore, IArtifactStoreMetrics, IIdentity, IMetric, MetricUnit, Statistic } from '../../core';
import { METRICS } from '../../facts/azure/metrics';
import { onlyUnder } from '../identity/blob-conditions';
import { grantId, grantTo } from '../identity/role-grants';
import { Metric } from '../observability/metric';

class StoreMetrics implements IArtifactStoreMetrics {
  public constructor(private readonly label: string, private readonly storageAccountId: string) {}

  public storedBytes(): IMetric {
    return new Metric({
      label: `${this.label} stored bytes`,
      resourceId: this.storageAccountId,
      namespace: METRICS.usedCapacity.namespace,
      metricName: METRICS.usedCapacity.name,
      unit: MetricUnit.BYTES,
      statistic: Statistic.AVERAGE,
      period: Duration.days(1),
    });
  }
}

/**
 * What every artifact store can, made here or elsewhere.
 *
 * @internal
 */
export abstract class ArtifactStoreBase extends Construct implements IArtifactStore {
  /** The id of the storage account. */
  public abstract readonly storageAccountId: string;
  /** The id of the container. */
  public abstract readonly containerId: string;
  /** The name of the container. */
  public abstract readonly storeName: string;
  /** The address of the container: `https://….blob.core.windows.net/…`. */
  public abstract readonly uri: string;

  /** Measurements of the store: those of its account. */
  public get metrics(): IArtifactStoreMetrics {
    return new StoreMetrics(this.node.id, this.storageAccountId);
  }

  /**
   * A place in the store.
   *
   * @param key the blob's name or prefix, without a leading slash
   */
  public path(key: string): ArtifactPath {
    return ArtifactPath.of(this, key);
  }

  /**
   * Lets somebody read blobs: 'Storage Blob Data Reader' on the container, with a condition where a prefix is given.
   *
   * @param identity who
   * @param prefix only the blobs whose name begins so; all by default
   */
  public grantRead(identity: IIdentity, prefix?: string): void {
    this.grant('Read', 'storageBlobDataReader', identity, prefix);
  }

  /**
   * Lets somebody read, write and delete blobs: 'Storage Blob Data Contributor' on the container, which cannot delete old versions.
   *
   * @param identity who
   * @param prefix only the blobs whose name begins so; all by default
   */
  public grantWrite(identity: IIdentity, prefix?: string): void {
    this.grant('Write', 'storageBlobDataContributor', identity, prefix);
  }

  private grant(what: string, role: 'storageBlobDataReader' | 'storageBlobDataContributor', identity: IIdentity, prefix?: string): void {
    grantTo(this, grantId(what, identity.identityName, prefix ?? ''), identity, {
      scope: this.containerId,
      role,
      condition: prefix ? onlyUnder(prefix) : undefined,
      description: `${what} ${prefix ? `under ${prefix}` : 'everything'} in ${this.node.id}`,
    });
  }
}
