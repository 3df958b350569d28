import { MathExpression, Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration as CdkDuration } from 'aws-cdk-lib/core';
import { Duration, IArtifactStoreMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { STORED_BYTES } from '../../facts/aws/metrics';
import { Metric } from '../observability/metric';

/** Measurements of a bucket. */
export class ArtifactStoreMetrics implements IArtifactStoreMetrics {
  public constructor(private readonly bucketName: string) {}

  /** S3 counts each storage class by itself, and says nothing of a class that holds nothing: the sum takes that for zero. */
  public storedBytes(): IMetric {
    const { namespace, metricName, bucketDimension, classDimension, classes } = STORED_BYTES;
    const period = CdkDuration.days(1);
    const counted = classes.map((storageClass, i): [string, CloudWatchMetric] => {
      const dimensionsMap = { [bucketDimension]: this.bucketName, [classDimension]: storageClass };
      return [`m${i + 1}`, new CloudWatchMetric({ namespace, metricName, period, statistic: Stats.AVERAGE, dimensionsMap })];
    });
    const sum = new MathExpression({
      label: 'Stored bytes',
      expression: counted.map(([id]) => `FILL(${id}, 0)`).join(' + '),
      usingMetrics: Object.fromEntries(counted),
      period,
    });
    return Metric.of(sum, { label: 'Stored bytes', unit: MetricUnit.BYTES, statistic: Statistic.AVERAGE, period: Duration.days(1) });
  }
}
