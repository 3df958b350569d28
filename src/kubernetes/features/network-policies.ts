import { ClusterFeaturesBinding } from './cluster-features-binding';
import { FEAST_PORTS } from './feast-release';
import { FeatureCallers } from './feature-callers';
import { ClusterFeaturesPlan, metadataOf, partLabels, storeLabel } from './feature-labels';

type Json = Record<string, unknown>;

const ANYBODY = { namespaceSelector: {} };

/**
 * Nobody reaches the pods of a store but who was let in, and what takes its streams in; the jobs are reached by nobody. Whoever measures may. The network of the cluster has to
 * enforce policies; that a caller shows a token is asked for either way.
 */
export function networkPolicies(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding, callers: FeatureCallers): Json[] {
  const ingress = binding.lazy(() => [
    { from: [ANYBODY], ports: [port(FEAST_PORTS.metrics)] },
    {
      from: [{ podSelector: { matchLabels: partLabels(plan, 'stream') } }, ...callers.callers().map(podsOf)],
      ports: [port(FEAST_PORTS.requests)],
    },
  ]);
  const jobs = { matchLabels: storeLabel(plan), matchExpressions: [{ key: 'ml-platform/part', operator: 'In', values: ['apply', 'refresh'] }] };
  return [
    policy(plan, plan.name, { podSelector: { matchLabels: partLabels(plan, 'server') }, policyTypes: ['Ingress'], ingress }),
    policy(plan, `${plan.name}-jobs`, { podSelector: jobs, policyTypes: ['Ingress'] }),
  ];
}

/** The pods of a namespace; which of its groups they may use is a matter of their token, or of their certificate. */
export function podsOf(namespace: string): Json {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

function policy(plan: ClusterFeaturesPlan, name: string, spec: Json): Json {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadataOf(plan, name), spec };
}

function port(number: number): Json {
  return { port: number, protocol: 'TCP' };
}
