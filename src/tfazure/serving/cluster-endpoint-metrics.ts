import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { EndpointMeasurements } from '../../core/serving/endpoint-alarms';
import { EndpointQueries, latencyOf } from '../../kubernetes/serving/endpoint-queries';
import { PrometheusMetric } from '../observability/prometheus-metric';

/** Measurements of an endpoint in a cluster, as managed Prometheus scrapes them. Each looks at the last five minutes. */
export class ClusterEndpointMetrics implements EndpointMeasurements {
  public constructor(private readonly name: string, private readonly queries: EndpointQueries, private readonly monitorWorkspaceId: string) {}

  public invocations(): IMetric {
    return this.metric('requests', this.queries.invocations, MetricUnit.COUNT);
  }

  public errorPercent(): IMetric {
    return this.metric('errors', this.queries.errorPercent, MetricUnit.PERCENT);
  }

  public latency(statistic: Statistic = Statistic.P99): IMetric {
    return this.metric(`latency, ${statistic}`, latencyOf(this.queries, statistic), MetricUnit.MILLISECONDS);
  }

  public saturation(): IMetric {
    return this.metric('saturation', this.queries.saturation, MetricUnit.PERCENT);
  }

  /** Replicas that are measured, and so are there. */
  public replicas(): IMetric {
    return this.metric('replicas', this.queries.replicas, MetricUnit.COUNT);
  }

  private metric(what: string, query: string, unit: MetricUnit): IMetric {
    const { name, monitorWorkspaceId } = this;
    return new PrometheusMetric({ label: `${name}: ${what}`, monitorWorkspaceId, query, unit, period: Duration.minutes(1) });
  }
}
