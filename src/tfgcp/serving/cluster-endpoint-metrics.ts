import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { EndpointMeasurements } from '../../core/serving/endpoint-alarms';
import { CONTAINER_PROMQL } from '../../facts/gcp/serving-cluster';
import { ClusterEndpointPlan } from '../../kubernetes/serving/endpoint-labels';
import { EndpointQueries, endpointQueries, latencyOf, modelContainer } from '../../kubernetes/serving/endpoint-queries';
import { PromqlMetric } from '../observability/promql-metric';

/** Measurements of an endpoint in a GKE cluster: what its meters give to Managed Service for Prometheus, and what GKE measures of its containers. */
export class ClusterEndpointMetrics implements EndpointMeasurements {
  private readonly queries: EndpointQueries;

  public constructor(private readonly plan: ClusterEndpointPlan) {
    this.queries = endpointQueries(plan, { labels: [`cluster="${plan.place.cluster.clusterName}"`] });
  }

  public invocations(): IMetric {
    return this.metric('requests', this.queries.invocations, MetricUnit.COUNT, Statistic.SUM);
  }

  public errorPercent(): IMetric {
    return this.metric('failed requests in percent', this.queries.errorPercent, MetricUnit.PERCENT, Statistic.AVERAGE);
  }

  public latency(statistic: Statistic = Statistic.P99): IMetric {
    return this.metric(`latency (${statistic})`, latencyOf(this.queries, statistic), MetricUnit.MILLISECONDS, statistic);
  }

  public saturation(): IMetric {
    const { name, place: { cluster, namespace }, variants } = this.plan;
    const gpus = variants.some((variant) => variant.gpus > 0);
    const labels = [
      'monitored_resource="k8s_container"',
      `cluster_name="${cluster.clusterName}"`,
      `namespace_name="${namespace}"`,
      `container_name="${modelContainer(this.plan)}"`,
      `pod_name=~"${name}-.*"`,
    ].join(',');
    const average = `avg(avg_over_time(${gpus ? CONTAINER_PROMQL.gpu : CONTAINER_PROMQL.cpu}{${labels}}[5m]))`;
    return this.metric(gpus ? 'busy GPUs in percent' : 'busy CPUs in percent', gpus ? average : `100 * ${average}`, MetricUnit.PERCENT, Statistic.AVERAGE);
  }

  /** Replicas that are measured, and so are there. */
  public replicas(): IMetric {
    return this.metric('replicas', this.queries.replicas, MetricUnit.COUNT, Statistic.MINIMUM, Duration.minutes(1));
  }

  private metric(label: string, query: string, unit: MetricUnit, statistic: Statistic, period?: Duration): IMetric {
    return new PromqlMetric({ query, unit, statistic, period, label: `${this.plan.name}: ${label}` });
  }
}
