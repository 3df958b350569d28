import { Duration, IMetric, ITrainingClusterMetrics, MetricUnit, Statistic } from '../../core';
import { CLUSTER_METRIC_PERIODS } from '../../core/training/cluster-alarm-plan';
import { CLUSTER_METRIC_DIMENSION, CLUSTER_METRIC_PERIOD_SECONDS, ClusterMetricFact, CLUSTER_METRICS } from '../../facts/aws/cluster-metrics';
import { COMPUTE_USAGE } from '../../facts/aws/compute-quotas';
import { Metric } from '../observability/metric';

const STATISTICS = { Average: Statistic.AVERAGE, Maximum: Statistic.MAXIMUM, Minimum: Statistic.MINIMUM, Sum: Statistic.SUM } as const;

/** What is counted every minute is watched every minute, and is bad when it is so for many in a row: a sum over more would count the same pods several times. */
const EACH_MINUTE = Duration.seconds(CLUSTER_METRIC_PERIOD_SECONDS);

/** Measurements of a cluster: of nodes and GPUs by Container Insights, of the scheduler by EKS, of quotas by the account. */
export class TrainingClusterMetrics implements ITrainingClusterMetrics {
  /**
   * @param clusterName the name of the cluster
   * @param usageClasses the quotas that its machines count against, as CloudWatch calls them, one or more
   */
  public constructor(private readonly clusterName: string, private readonly usageClasses: string[]) {}

  public nodesNotReady(): IMetric {
    return this.metric('nodes not ready', CLUSTER_METRICS.nodesFailed, MetricUnit.COUNT, EACH_MINUTE);
  }

  public gpuUtilization(): IMetric {
    return this.metric('GPU utilization', CLUSTER_METRICS.gpuUtilization, MetricUnit.PERCENT, CLUSTER_METRIC_PERIODS.gpuUtilization);
  }

  public podsPending(): IMetric {
    return this.metric('pods pending', CLUSTER_METRICS.podsUnschedulable, MetricUnit.COUNT, EACH_MINUTE);
  }

  public quotaUsed(): IMetric {
    const { namespace, metricName, dimensions, classDimension, statistic } = COMPUTE_USAGE;
    const percentages = this.usageClasses.map((_, i) => `m${i} / SERVICE_QUOTA(m${i}) * 100`);
    return new Metric({
      label: `${this.clusterName}: quota used`,
      namespace,
      metricName,
      dimensions: { ...dimensions },
      sumOver: classDimension,
      sumOverValues: [...this.usageClasses],
      expression: percentages.length > 1 ? `MAX([${percentages.join(', ')}])` : percentages[0],
      unit: MetricUnit.PERCENT,
      statistic: STATISTICS[statistic],
      period: CLUSTER_METRIC_PERIODS.quotaUsed,
    });
  }

  private metric(what: string, { namespace, metricName, statistic }: ClusterMetricFact, unit: MetricUnit, period: Duration): Metric {
    return new Metric({
      label: `${this.clusterName}: ${what}`,
      namespace,
      metricName,
      dimensions: { [CLUSTER_METRIC_DIMENSION]: this.clusterName },
      unit,
      statistic: STATISTICS[statistic],
      period,
    });
  }
}
