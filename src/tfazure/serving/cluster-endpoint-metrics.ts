import { Duration, IMetric, IModelEndpointMetrics, MetricUnit, Statistic } from '../../core';
import { EndpointQueries } from '../../kubernetes/serving/endpoint-queries';
import { PrometheusMetric } from '../observability/prometheus-metric';

const QUANTILES: Partial<Record<Statistic, number>> = {
  [Statistic.P50]: 0.5, [Statistic.P90]: 0.9, [Statistic.P99]: 0.99, [Statistic.MINIMUM]: 0, [Statistic.MAXIMUM]: 1,
};

/** Measurements of an endpoint in a cluster, as managed Prometheus scrapes them. Each looks at the last five minutes. */
export class ClusterEndpointMetrics implements IModelEndpointMetrics {
  public constructor(private readonly name: string, private readonly queries: EndpointQueries, private readonly monitorWorkspaceId: string) {}

  public invocations(): IMetric {
    return this.metric('requests', this.queries.invocations, MetricUnit.COUNT);
  }

  public errorPercent(): IMetric {
    return this.metric('errors', this.queries.errorPercent, MetricUnit.PERCENT);
  }

  public latency(statistic: Statistic = Statistic.P99): IMetric {
    const quantile = QUANTILES[statistic];
    return this.metric(`latency, ${statistic}`, quantile === undefined ? this.queries.averageLatency : this.queries.latency(quantile), MetricUnit.MILLISECONDS);
  }

  public saturation(): IMetric {
    return this.metric('saturation', this.queries.saturation, MetricUnit.PERCENT);
  }

  private metric(what: string, query: string, unit: MetricUnit): IMetric {
    const { name, monitorWorkspaceId } = this;
    return new PrometheusMetric({ label: `${name}: ${what}`, monitorWorkspaceId, query, unit, period: Duration.minutes(1) });
  }
}
