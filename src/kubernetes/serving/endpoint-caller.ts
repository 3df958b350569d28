import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { refuse, stableSuffix } from '../../core/private';
import { ClusterEndpointPlan } from './endpoint-labels';
import { callerLabel, callerPolicy } from './routing/network-policy';

/**
 * Lets pods of a namespace call an endpoint: those with the label `ml-platform/calls-<endpoint>: "true"`. Whoever may make pods in a namespace may make them as each of its service
 * accounts (https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation), so that a namespace is as narrow as a caller can be named. The network of the cluster has to enforce policies.
 *
 * Throws `serving/grant-in-cluster` where the pods are not reached by their callers, but by a gateway.
 */
export class EndpointCaller implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];
  /** What the pods of the caller carry. */
  public readonly podLabels: Record<string, string>;

  /** `suffix` tells the callers of an endpoint apart, where the namespace is known only at deployment. */
  public constructor(private readonly plan: ClusterEndpointPlan, private readonly namespace: string, suffix = stableSuffix(namespace)) {
    const { name, place } = plan;
    if (place.knative || place.gateway) {
      const way = place.gateway ? `the Gateway '${place.gateway.gatewayName}'` : "Knative's gateway";
      const instead = place.gateway ? 'let the Gateway ask who calls, or leave it out' : 'take EndpointKind.deployment(…), or KServe in a cluster without Knative';
      refuse('serving/grant-in-cluster', `requests to '${name}' come through ${way}, and whoever reaches that is let in, so that nobody can be let in by name: ${instead}`);
    }
    this.softwareName = `${name}-from-${suffix}`;
    this.podLabels = callerLabel(plan);
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { place } = this.plan;
    const manifests = [callerPolicy(this.plan, this.softwareName, this.namespace)];
    return { manifests: [{ name: this.softwareName, namespace: place.namespace, manifests }] };
  }
}
