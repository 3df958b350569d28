import { METER_PORTS } from '../../../core/serving/meter-ports';
import { ClusterEndpointPlan, endpointLabel, metadataOf } from '../endpoint-labels';

type Json = Record<string, unknown>;

const KNATIVE = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'knative-serving' } } };
/** Where Knative's proxy shows its measurements: https://github.com/knative/serving/blob/knative-v1.22.1/pkg/networking/constants.go */
const KNATIVE_MEASUREMENTS = 9091;
const ANYBODY = { namespaceSelector: {} };

/**
 * Nobody reaches the pods but who was let in: through the meter, never around it. Behind a Gateway whoever reaches that does, since its pods or load balancers may be anywhere;
 * with Knative its own gateway does. Whoever measures may.
 */
export function networkPolicy(plan: ClusterEndpointPlan): Json {
  const { knative, gateway } = plan.place;
  const measurements = { from: [ANYBODY], ports: [port(knative ? KNATIVE_MEASUREMENTS : METER_PORTS.measurements)] };
  const requests = knative ? [{ from: [KNATIVE] }] : gateway ? [{ ports: [port(METER_PORTS.requests)] }] : [];
  return policyOf(plan, plan.name, [measurements, ...requests]);
}

/** Lets the pods with a label in a namespace call. */
export function callerPolicy(plan: ClusterEndpointPlan, name: string, namespace: string): Json {
  const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels: callerLabel(plan) } }];
  return policyOf(plan, name, [{ from, ports: [port(METER_PORTS.requests)] }]);
}

/** What pods carry that may call an endpoint. */
export function callerLabel({ name }: Pick<ClusterEndpointPlan, 'name'>): Record<string, string> {
  return { [`ml-platform/calls-${name}`]: 'true' };
}

function policyOf(plan: ClusterEndpointPlan, name: string, ingress: readonly Json[]): Json {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(plan, name),
    spec: { podSelector: { matchLabels: endpointLabel(plan) }, policyTypes: ['Ingress'], ingress },
  };
}

function port(number: number): Json {
  return { port: number, protocol: 'TCP' };
}
