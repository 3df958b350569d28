import { FEATURES } from '../../features';
import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan } from '../endpoint-labels';
import { endpointQueries, QueryScope } from '../endpoint-queries';

/** What sends traffic back: an expression that is more than it may be. */
export interface Guard {
  readonly name: string;
  readonly query: string;
  readonly above: number;
}

/** The Prometheus of kube-prometheus-stack, and of any other operator's in that namespace: https://prometheus-operator.dev/docs/platform/exposing-prometheus-and-alertmanager/ */
const PROMETHEUS = 'http://prometheus-operated.monitoring.svc:9090';

/** Where Prometheus answers. */
export function prometheusOf({ prometheusUrl = PROMETHEUS }: ClusterEndpointBinding): string {
  return prometheusUrl;
}

/** Short, so that a bad model is seen soon, and long enough for a few measurements. */
const WINDOW = '2m';

/** What an endpoint promises, of the requests in scope; and what else the user watches. */
export function guardsOf(plan: ClusterEndpointPlan, { guards = [] }: ClusterEndpointBinding, scope: QueryScope): Guard[] {
  const { objectives: { errorPercent, latencyMillis }, rollout } = plan;
  const queries = endpointQueries(plan, { window: WINDOW, ...scope });
  return [
    ...(rollout.ownAlarms ? [{ name: 'errors', query: queries.errorPercent, above: errorPercent }] : []),
    ...(rollout.ownAlarms && latencyMillis !== undefined ? [{ name: 'latency', query: queries.latency(0.99), above: latencyMillis }] : []),
    ...guards.map((query, i) => ({ name: `alarm-${i + 1}`, query, above: 0 })),
  ];
}

/** What is watched of all pods after a release that replaced them; nothing where nobody measures. */
export function releaseGuards(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding): Guard[] {
  return plan.place.traits.provided.includes(FEATURES.prometheusOperator) ? guardsOf(plan, binding, {}) : [];
}
