import { IMetric, ITrainingClusterMetrics, MetricUnit, Statistic } from '../../core';
import { CLUSTER_GRAPHS, CLUSTER_METRIC_PERIODS, ClusterMetricName } from '../../core/training/cluster-alarm-plan';
import { CLUSTER_LABELS, CLUSTER_METRICS, CLUSTER_PROMQL } from '../../facts/gcp/cluster-metrics';
import { PromqlMetric } from '../observability/promql-metric';

/** What is measured. */
export interface MeasuredCluster {
  /** The name of the cluster. */
  readonly clusterName: string;

  /** Where the cluster stands: a region, or a zone. */
  readonly location: string;

  /** How much of the tightest quota is used, in percent, as PromQL. */
  readonly quotaUsedQuery: string;
}

/** Measurements of a GKE cluster, from its system metrics, from DCGM and from kube-state-metrics, all of which GKE collects by itself. */
export class TrainingClusterMetrics implements ITrainingClusterMetrics {
  /**
   * @param cluster what is measured
   */
  public constructor(private readonly cluster: MeasuredCluster) {}

  /** Nodes that are not ready now and were not at the beginning of the period. A node that stopped reporting is neither ready nor not, but unknown. */
  public nodesNotReady(): IMetric {
    const notReady = (offset: string) => `${this.series('nodeCondition', 'condition="Ready"', 'status!="True"')}${offset} > 0`;
    const bad = (offset: string) => `sum by (node_name) (${notReady(offset)})`;
    return this.metric('nodesNotReady', `count(${bad('')} and ${bad(` offset ${rangeOf('nodesNotReady')}`)}) or vector(0)`);
  }

  /** How busy the GPUs are that are there, as DCGM says, on average over the period. There is none while there were no GPUs at its beginning. */
  public gpuUtilization(): IMetric {
    const used = this.series('gpuUtilization');
    const range = rangeOf('gpuUtilization');
    const query = `avg(avg_over_time(${used}[${range}])) and count(${used} offset ${range}) > 0`;
    return this.metric('gpuUtilization', query, MetricUnit.PERCENT, Statistic.AVERAGE);
  }

  /** Pods that find no node now, and did not at the beginning of the period. */
  public podsPending(): IMetric {
    const waiting = this.series('unschedulablePods');
    return this.metric('podsPending', `count(${waiting} == 1 and ${waiting} offset ${rangeOf('podsPending')} == 1) or vector(0)`);
  }

  /** How much of the tightest quota of its machines is used, in percent. Compute Engine writes limits once a day. */
  public quotaUsed(): IMetric {
    return this.metric('quotaUsed', this.cluster.quotaUsedQuery, MetricUnit.PERCENT, Statistic.MAXIMUM);
  }

  private series(name: keyof typeof CLUSTER_METRICS, ...labels: string[]): string {
    const { resource } = CLUSTER_METRICS[name];
    const { clusterName, location } = this.cluster;
    const own = [`monitored_resource="${resource}"`, `${CLUSTER_LABELS[resource]}="${clusterName}"`, `location="${location}"`];
    return `${CLUSTER_PROMQL[name]}{${[...own, ...labels].join(',')}}`;
  }

  private metric(name: ClusterMetricName, query: string, unit = MetricUnit.COUNT, statistic = Statistic.MINIMUM): IMetric {
    return new PromqlMetric({ query, label: `${this.cluster.clusterName}: ${CLUSTER_GRAPHS[name]}`, unit, statistic, period: CLUSTER_METRIC_PERIODS[name] });
  }
}

function rangeOf(name: ClusterMetricName): string {
  return `${CLUSTER_METRIC_PERIODS[name].toSeconds() / 60}m`;
}
