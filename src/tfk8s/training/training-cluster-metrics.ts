import { IMetric, ITrainingClusterMetrics, MetricUnit, Statistic } from '../../core';
import { CLUSTER_METRIC_PERIODS, ClusterMetricName } from '../../core/training/cluster-alarm-plan';
import { CLUSTER_METRICS, RESOURCE_NAMES } from '../../facts/kubernetes/cluster-metrics';
import { Metric } from '../observability/metric';

/**
 * Measurements of a cluster, as kube-state-metrics and DCGM's exporter give them to Prometheus. There is no quota of a cloud here: what is used of one is
 * what pods ask for, of the GPUs that the nodes have; of the CPUs where no group has GPUs.
 */
export class TrainingClusterMetrics implements ITrainingClusterMetrics {
  public constructor(private readonly cluster: string, private readonly hasGpus: boolean) {}

  public nodesNotReady(): IMetric {
    return this.metric('nodesNotReady', 'nodes not ready', CLUSTER_METRICS.nodesNotReady, MetricUnit.COUNT, Statistic.MAXIMUM);
  }

  public gpuUtilization(): IMetric {
    return this.metric('gpuUtilization', 'GPU utilization', CLUSTER_METRICS.gpuUtilization, MetricUnit.PERCENT, Statistic.AVERAGE);
  }

  public podsPending(): IMetric {
    return this.metric('podsPending', 'pods pending', CLUSTER_METRICS.podsPending, MetricUnit.COUNT, Statistic.MAXIMUM);
  }

  public quotaUsed(): IMetric {
    const [what, resource] = this.hasGpus ? ['GPUs', RESOURCE_NAMES.gpus] : ['CPUs', RESOURCE_NAMES.cpus];
    return this.metric('quotaUsed', `${what} asked for`, CLUSTER_METRICS.used.replaceAll('$RESOURCE', resource), MetricUnit.PERCENT, Statistic.MAXIMUM);
  }

  private metric(name: ClusterMetricName, label: string, expression: string, unit: MetricUnit, statistic: Statistic): Metric {
    return Metric.promql(expression, { label: `${this.cluster}: ${label}`, unit, statistic, period: CLUSTER_METRIC_PERIODS[name] });
  }
}
