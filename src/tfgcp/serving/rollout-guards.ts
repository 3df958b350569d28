import { Comparison } from '../../core';
import { endpointAlarms } from '../../core/serving/endpoint-alarms';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { PromqlMetric } from '../observability/promql-metric';
import { EndpointMetrics } from './endpoint-metrics';

/** A query that has a value only where new deployments do not do what they should. */
export interface ReleaseGuard {
  readonly title: string;
  readonly query: string;
}

/** Stands for the ids of what is new until there are some. */
const NEW = '@new@';

/**
 * What the endpoint's own alarms ask, of what is new only: a tenth of the traffic would hardly move a value of all of it, and what an earlier rollout left in an alarm
 * does not count.
 */
export function rolloutGuards(plan: ModelEndpointPlan, location: string): ReleaseGuard[] {
  const alarms = endpointAlarms(plan, new EndpointMetrics(plan, location, NEW)).filter(({ guards }) => guards);
  return alarms.map(({ metric, threshold, comparison }) => ({
    title: `${metric.label} ${comparison ?? Comparison.ABOVE} ${threshold}`,
    query: `(${(metric as PromqlMetric).query}) ${comparison === Comparison.BELOW ? '<' : '>'} ${threshold}`,
  }));
}
