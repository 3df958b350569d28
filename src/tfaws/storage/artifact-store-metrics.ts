import { Duration, IArtifactStoreMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { STORED_BYTES } from '../../facts/aws/metrics';
import { Metric } from '../observability/metric';

/** Measurements of a bucket. */
export class ArtifactStoreMetrics implements IArtifactStoreMetrics {
  public constructor(private readonly bucketName: string, private readonly region: string) {}

  public storedBytes(): IMetric {
    return new Metric({
      label: 'Stored bytes',
      namespace: STORED_BYTES.namespace,
      metricName: STORED_BYTES.metricName,
      dimensions: { [STORED_BYTES.bucketDimension]: this.bucketName },
      sumOver: STORED_BYTES.classDimension,
      sumOverValues: [...STORED_BYTES.classes],
      unit: MetricUnit.BYTES,
      statistic: Statistic.AVERAGE,
      period: Duration.days(1),
      region: this.region,
    });
  }
}
