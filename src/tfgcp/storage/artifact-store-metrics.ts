import { Duration, IArtifactStoreMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { METRICS, MetricFact } from '../../facts/gcp/metrics';
import { Metric } from '../observability/metric';

/** Measurements of a bucket. */
export class ArtifactStoreMetrics implements IArtifactStoreMetrics {
  public constructor(private readonly bucket: string) {}

  /** Each storage class has a series of its own, for live objects and for old versions; together they are what is paid for. */
  public storedBytes(): IMetric {
    return new Metric({
      ...this.series(METRICS.storedBytes, 'stored bytes'),
      unit: MetricUnit.BYTES,
      statistic: Statistic.MAXIMUM,
      acrossSeries: Statistic.SUM,
      period: Duration.days(1),
    });
  }

  public requests(): IMetric {
    return new Metric({ ...this.series(METRICS.storageRequests, 'requests'), unit: MetricUnit.COUNT, statistic: Statistic.SUM });
  }

  private series(fact: MetricFact, what: string) {
    return { metricType: fact.type, resourceTypes: [fact.resource], labels: { 'resource.labels.bucket_name': this.bucket }, label: `${what} of ${this.bucket}` };
  }
}
