import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { EndpointMeasurements } from '../../core/serving/endpoint-alarms';
import { EndpointQueries, latencyOf } from '../../kubernetes/serving/endpoint-queries';
import { Metric } from '../observability/metric';

const PERIOD = Duration.minutes(1);

/** Measurements of an endpoint, as its meters, Knative, the kubelet and DCGM give them to Prometheus. Each looks at the last five minutes. */
export class ModelEndpointMetrics implements EndpointMeasurements {
  public constructor(private readonly endpoint: string, private readonly queries: EndpointQueries) {}

  public invocations(): IMetric {
    return this.metric('requests', this.queries.invocations, MetricUnit.COUNT, Statistic.SUM);
  }

  public errorPercent(): IMetric {
    return this.metric('errors', this.queries.errorPercent, MetricUnit.PERCENT, Statistic.AVERAGE);
  }

  public latency(statistic: Statistic = Statistic.P99): IMetric {
    return this.metric(`latency, ${statistic}`, latencyOf(this.queries, statistic), MetricUnit.MILLISECONDS, statistic);
  }

  public saturation(): IMetric {
    return this.metric('saturation', this.queries.saturation, MetricUnit.PERCENT, Statistic.AVERAGE);
  }

  /** Replicas that are measured, and so are there. */
  public replicas(): IMetric {
    return this.metric('replicas', this.queries.replicas, MetricUnit.COUNT, Statistic.MINIMUM);
  }

  private metric(label: string, expression: string, unit: MetricUnit, statistic: Statistic): Metric {
    return Metric.promql(expression, { unit, statistic, label: `${this.endpoint}: ${label}`, period: PERIOD });
  }
}
