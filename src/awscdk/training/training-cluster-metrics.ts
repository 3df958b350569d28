import { MathExpression, Metric as CloudWatchMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration as CdkDuration } from 'aws-cdk-lib/core';
import { Duration, IMetric, ITrainingClusterMetrics, MetricUnit, Statistic } from '../../core';
import { CLUSTER_GRAPHS, CLUSTER_METRIC_PERIODS } from '../../core/training/cluster-alarm-plan';
import { CLUSTER_METRIC_DIMENSION, CLUSTER_METRIC_PERIOD_SECONDS, CLUSTER_METRICS, ClusterMetricFact } from '../../facts/aws/cluster-metrics';
import { COMPUTE_USAGE } from '../../facts/aws/compute-quotas';
import { Metric } from '../observability/metric';

const STATISTICS = { Average: Statistic.AVERAGE, Maximum: Statistic.MAXIMUM, Minimum: Statistic.MINIMUM, Sum: Statistic.SUM } as const;
/** What is counted every minute is watched every minute, and is bad when it is so for many in a row. */
const EACH_MINUTE = Duration.seconds(CLUSTER_METRIC_PERIOD_SECONDS);

/** Measurements of Container Insights, of the control plane, and of the quotas of EC2. */
export class TrainingClusterMetrics implements ITrainingClusterMetrics {
  /**
   * @param clusterName whose
   * @param usageClasses the quotas that its machines count against, as CloudWatch calls them, one or more
   */
  public constructor(private readonly clusterName: string, private readonly usageClasses: readonly string[]) {}

  public nodesNotReady(): IMetric {
    return this.metric(CLUSTER_METRICS.nodesFailed, CLUSTER_GRAPHS.nodesNotReady, MetricUnit.COUNT, EACH_MINUTE);
  }

  public gpuUtilization(): IMetric {
    return this.metric(CLUSTER_METRICS.gpuUtilization, CLUSTER_GRAPHS.gpuUtilization, MetricUnit.PERCENT, CLUSTER_METRIC_PERIODS.gpuUtilization);
  }

  public podsPending(): IMetric {
    return this.metric(CLUSTER_METRICS.podsUnschedulable, CLUSTER_GRAPHS.podsPending, MetricUnit.COUNT, EACH_MINUTE);
  }

  public quotaUsed(): IMetric {
    const { namespace, metricName, dimensions, classDimension, statistic } = COMPUTE_USAGE;
    const label = CLUSTER_GRAPHS.quotaUsed;
    const period = CdkDuration.seconds(CLUSTER_METRIC_PERIODS.quotaUsed.toSeconds());
    const used = this.usageClasses.map((usageClass) => {
      return new CloudWatchMetric({ namespace, metricName, dimensionsMap: { ...dimensions, [classDimension]: usageClass }, statistic, period });
    });
    const shares = used.map((_, i) => `100 * used${i + 1} / SERVICE_QUOTA(used${i + 1})`);
    const usingMetrics = Object.fromEntries(used.map((metric, i) => [`used${i + 1}`, metric]));
    // The tightest of several.
    const expression = shares.length === 1 ? shares[0]! : `MAX([${shares.join(', ')}])`;
    return Metric.of(new MathExpression({ expression, usingMetrics, label, period }), {
      label, unit: MetricUnit.PERCENT, statistic: STATISTICS[statistic], period: CLUSTER_METRIC_PERIODS.quotaUsed,
    });
  }

  private metric({ namespace, metricName, statistic }: ClusterMetricFact, label: string, unit: MetricUnit, period: Duration): IMetric {
    const dimensionsMap = { [CLUSTER_METRIC_DIMENSION]: this.clusterName };
    const metric = new CloudWatchMetric({ namespace, metricName, dimensionsMap, statistic, label, period: CdkDuration.seconds(period.toSeconds()) });
    return Metric.of(metric, { label, unit, statistic: STATISTICS[statistic], period });
  }
}
