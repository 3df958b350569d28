import { ClusterEndpointPlan, metadataOf, workloadName } from '../endpoint-labels';
import { movesRequests, newPodsService } from '../rollouts/argo-rollout';
import { SERVICE_PORT } from './services';

type Json = Record<string, unknown>;

/** Where an endpoint is found from outside. */
export function hostOf({ name, place: { namespace, gateway } }: ClusterEndpointPlan): string {
  return `${name}-${namespace}.${gateway!.domain}`;
}

/** The route from the Gateway to the models, by their weights, and copies to the one in the shadow: https://gateway-api.sigs.k8s.io/api-types/httproute/ */
export function httpRoute(plan: ClusterEndpointPlan): Json[] {
  const { place: { gateway }, variants, shadow } = plan;
  if (!gateway) return [];
  const backend = (name: string, weight: number) => ({ name, port: SERVICE_PORT, weight });
  const backendRefs = movesRequests(plan)
    // Argo Rollouts moves these two, and Helm leaves them as they are.
    ? [backend(plan.name, 100), backend(newPodsService(plan, variants[0]!)!, 0)]
    : variants.map((variant) => backend(workloadName(plan, variant), variant.weight));
  const copies = shadow ? [{
    type: 'RequestMirror', requestMirror: { backendRef: { name: workloadName(plan, shadow), port: SERVICE_PORT }, percent: shadow.percent },
  }] : [];
  return [{
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataOf(plan, plan.name),
    spec: {
      parentRefs: [{ name: gateway.gatewayName, namespace: gateway.namespace }],
      hostnames: [hostOf(plan)],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], ...(copies.length > 0 ? { filters: copies } : {}), backendRefs }],
    },
  }];
}
