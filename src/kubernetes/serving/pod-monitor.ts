import { watchedBy } from '../monitoring/watched-by';
import { ClusterEndpointPlan, endpointLabel, metadataOf } from './endpoint-labels';

/** The labels of pods by which measurements are told apart: of a model, of a version that is tried, of a revision of Knative. */
const TOLD_APART = ['ml-platform/endpoint', 'ml-platform/variant', 'rollouts-pod-template-hash', 'serving.knative.dev/revision'];

/** Where a pod of an endpoint shows what it measures: the meter beside its model, or Knative's proxy. */
export function measuredAt({ place }: ClusterEndpointPlan): { readonly port: string; readonly path: string } {
  return place.knative ? { port: 'http-usermetric', path: '/metrics' } : { port: 'measurements', path: '/stats/prometheus' };
}

/** Lets Prometheus read the meter of each pod, or Knative's; nothing where the cluster does not know that kind. */
export function podMonitor(plan: ClusterEndpointPlan): Array<Record<string, unknown>> {
  const { enabled, labels } = watchedBy(plan.place.traits);
  if (!enabled) return [];
  return [{
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: metadataOf(plan, plan.name, { ...endpointLabel(plan), ...labels }),
    spec: { selector: { matchLabels: endpointLabel(plan) }, podTargetLabels: TOLD_APART, podMetricsEndpoints: [{ ...measuredAt(plan), interval: '15s' }] },
  }];
}
