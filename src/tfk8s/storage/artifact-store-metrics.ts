import { Duration, IArtifactStoreMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { Metric } from '../observability/metric';

const MINIO = 'minio_bucket_usage_total_bytes{bucket="$BUCKET"}';

/** Measurements of a bucket, as the object store itself exports them to Prometheus. */
export class ArtifactStoreMetrics implements IArtifactStoreMetrics {
  public constructor(private readonly bucket: string, private readonly query: string = MINIO) {}

  public storedBytes(): IMetric {
    return Metric.promql(`max(${this.query.replaceAll('$BUCKET', this.bucket)})`, {
      label: `${this.bucket}: stored bytes`,
      unit: MetricUnit.BYTES,
      statistic: Statistic.MAXIMUM,
      period: Duration.hours(1),
    });
  }
}
