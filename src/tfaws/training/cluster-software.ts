import { Construct } from 'constructs';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { FEATURES } from '../../kubernetes/features';
import { withFabric } from '../../kubernetes/gpu/fabric-resources';
import { SoftwareHost, workloadsOf } from '../../terraform/software';
import { ClusterEndpoint, endpointWishes } from './cluster-endpoint';

export interface ClusterSoftwareProps {
  readonly endpoint: ClusterEndpoint;
  /** The name, as a literal. */
  readonly name: string;
  readonly groups: readonly NodeGroupPlan[];
  readonly egress: { readonly kind: string; readonly mirror?: string };
  readonly tags: Record<string, string>;
  /** What it has already, beside what EKS brings. */
  readonly provided?: readonly string[];
}

/** Where the software of a cluster is installed. The images of EKS have NVIDIA's driver, and CloudWatch's add-on measures what they drive. */
export function makeSoftwareHost(cluster: Construct, { endpoint, name, groups, egress, tags, provided = [] }: ClusterSoftwareProps): SoftwareHost {
  return new SoftwareHost(cluster, {
    traits: { clusterName: name, clusterSystem: 'eks', driversInstalled: true, nodeGroups: withFabric(groups), labels: tags, mirror: egress.mirror },
    provided: [...new Set([...(groups.some(({ gpus }) => gpus > 0) ? [FEATURES.gpuMetrics] : []), ...provided])],
    reachable: egress.kind !== 'none',
    scope: () => workloadsOf(cluster, endpointWishes(endpoint)),
  });
}
