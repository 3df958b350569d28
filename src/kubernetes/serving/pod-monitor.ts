import { watchedBy } from '../monitoring/watched-by';
import { ClusterEndpointPlan, endpointLabel, metadataOf } from './endpoint-labels';

/** The labels of pods by which measurements are told apart: of a model, of a version that is tried, of a revision of Knative. */
const TOLD_APART = ['ml-platform/endpoint', 'ml-platform/variant', 'rollouts-pod-template-hash', 'serving.knative.dev/revision'];

/** Pods that show what they measure. */
export interface MeasuredPods {
  /** What finds them is called so. */
  readonly name: string;
  /** The release of what finds them, where that has one of its own: 53 characters at most. */
  readonly release: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Where each shows it. */
  readonly at: { readonly port: string; readonly path: string };
}

/** The pods of an endpoint: the meter beside each model measures, or Knative's proxy. */
export function modelPods(plan: ClusterEndpointPlan): MeasuredPods {
  const at = plan.place.knative ? { port: 'http-usermetric', path: '/metrics' } : { port: 'measurements', path: '/stats/prometheus' };
  return { name: plan.name, release: `measure-${plan.name}`, labels: endpointLabel(plan), at };
}

/** Lets Prometheus read the meter of each pod, or Knative's; nothing where the cluster does not know that kind. */
export function podMonitor(plan: ClusterEndpointPlan): Array<Record<string, unknown>> {
  const { enabled, labels } = watchedBy(plan.place.traits);
  if (!enabled) return [];
  const pods = modelPods(plan);
  return [{
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: metadataOf(plan, pods.name, { ...pods.labels, ...labels }),
    spec: { selector: { matchLabels: pods.labels }, podTargetLabels: TOLD_APART, podMetricsEndpoints: [{ ...pods.at, interval: '15s' }] },
  }];
}
