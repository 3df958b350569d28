import { IMetric, ITrainingClusterMetrics, MetricUnit } from '../../core';
import { CLUSTER_GRAPHS, CLUSTER_METRIC_PERIODS, ClusterMetricName } from '../../core/training/cluster-alarm-plan';
import { PROMETHEUS_QUERIES } from '../../facts/azure/cluster-metrics';
import { QUOTA_ALERT } from '../../facts/azure/compute-quotas';
import { PrometheusMetric } from '../observability/prometheus-metric';
import { QueryMetric } from '../observability/query-metric';

/** Where the measurements of a cluster lie. */
export interface TrainingClusterMetricsProps {
  /** The name of the cluster. */
  readonly clusterName: string;

  /** The id of the Azure Monitor workspace that its managed Prometheus writes to. */
  readonly monitorWorkspaceId: string;

  /** The id of the Log Analytics workspace that answers questions about quotas. */
  readonly logAnalyticsWorkspaceId: string;

  /** The id of the identity that asks them. */
  readonly quotaReaderIdentityId: string;

  /** The question, in Kusto. */
  readonly quotaQuery: string;
}

/** Measurements of a cluster: what managed Prometheus knows, and how much of the quotas is used, of Azure Resource Graph. */
export class TrainingClusterMetrics implements ITrainingClusterMetrics {
  /**
   * @param props where they lie
   */
  public constructor(private readonly props: TrainingClusterMetricsProps) {}

  public nodesNotReady(): IMetric {
    return this.prometheus('nodesNotReady', PROMETHEUS_QUERIES.nodesNotReady);
  }

  public gpuUtilization(): IMetric {
    return this.prometheus('gpuUtilization', PROMETHEUS_QUERIES.gpuUtilization, MetricUnit.PERCENT);
  }

  public podsPending(): IMetric {
    return this.prometheus('podsPending', PROMETHEUS_QUERIES.pendingPods);
  }

  public quotaUsed(): IMetric {
    const { logAnalyticsWorkspaceId, quotaReaderIdentityId, quotaQuery } = this.props;
    return new QueryMetric({
      label: this.label('quotaUsed'),
      logAnalyticsWorkspaceId,
      query: quotaQuery,
      valueColumn: QUOTA_ALERT.metricMeasureColumn,
      nameColumn: QUOTA_ALERT.dimension.name,
      identityId: quotaReaderIdentityId,
      unit: MetricUnit.PERCENT,
      period: CLUSTER_METRIC_PERIODS.quotaUsed,
    });
  }

  private prometheus(name: ClusterMetricName, query: string, unit = MetricUnit.COUNT): IMetric {
    const { clusterName, monitorWorkspaceId } = this.props;
    return new PrometheusMetric({
      label: this.label(name), monitorWorkspaceId, query: query.replaceAll('{cluster}', clusterName), unit, period: CLUSTER_METRIC_PERIODS[name],
    });
  }

  private label(name: ClusterMetricName): string {
    return `${this.props.clusterName}: ${CLUSTER_GRAPHS[name]}`;
  }
}
