import { IMetric, Statistic } from '../observability';
import { EndpointMeasurements } from './endpoint-alarms';

/** One graph of an endpoint's page. */
export interface EndpointGraph {
  readonly title: string;
  readonly metrics: readonly IMetric[];
}

/** What the page of every endpoint shows. */
export function endpointGraphs(metrics: EndpointMeasurements): EndpointGraph[] {
  return [
    { title: 'Requests', metrics: [metrics.invocations()] },
    { title: 'Errors', metrics: [metrics.errorPercent()] },
    { title: 'Latency', metrics: [Statistic.P50, Statistic.P90, Statistic.P99].map((statistic) => metrics.latency(statistic)) },
    { title: 'Saturation', metrics: [metrics.saturation()] },
    ...(metrics.replicas ? [{ title: 'Replicas', metrics: [metrics.replicas()] }] : []),
  ];
}
