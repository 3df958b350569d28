import { Cluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct, IDependable } from 'constructs';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { DEFAULT_KUBERNETES_VERSION } from '../../facts/aws/kubernetes-versions';
import { elasticNodes } from '../../kubernetes/autoscaling/karpenter-pools';
import { FEATURES } from '../../kubernetes/features';
import { withFabric } from '../../kubernetes/gpu/fabric-resources';
import { fabricSoftware, gpuSoftware, karpenter, storageSoftware } from './base-software';
import { ClusterContext } from './cluster-context';
import { KarpenterAccount } from './karpenter-account';
import { NodeGroups } from './node-groups';
import { ReservedCapacity } from './reserved-capacity';
import { SoftwareHost } from './software-host';

export interface ClusterSoftwareProps {
  readonly cluster: ICluster;
  readonly kubernetesVersion?: string;
  /** The name, as a literal where that is known. */
  readonly name: string;
  readonly groups: readonly NodeGroupPlan[];
  readonly egress: { readonly kind: string; readonly mirror?: string };
  readonly tags: Record<string, string>;
  /** What it has already, beside what EKS brings. */
  readonly provided?: readonly string[];
  /** What has to be there before anything is installed. */
  readonly ready: readonly IDependable[];
}

/** Where the software of a cluster is installed. The images of EKS have NVIDIA's driver, and CloudWatch's add-on measures what they drive. */
export function makeSoftwareHost(scope: Construct, props: ClusterSoftwareProps): SoftwareHost {
  const { cluster, name, groups, egress, tags, provided = [], ready } = props;
  return new SoftwareHost(scope, 'Software', {
    cluster,
    kubernetesVersion: props.kubernetesVersion ?? DEFAULT_KUBERNETES_VERSION,
    traits: { clusterName: name, clusterSystem: 'eks', driversInstalled: true, nodeGroups: withFabric(groups), labels: tags, mirror: egress.mirror },
    provided: [...new Set([...(groups.some(({ gpus }) => gpus > 0) ? [FEATURES.gpuMetrics] : []), ...provided])],
    reachable: egress.kind !== 'none',
    ready,
  });
}

export interface BaseSoftwareProps {
  readonly context: ClusterContext;
  readonly host: SoftwareHost;
  readonly cluster: Cluster;
  readonly nodes: NodeGroups;
  readonly reservations: readonly ReservedCapacity[];
}

/** Installs what a cluster cannot do without: volumes with the platform's key, GPUs and fabric that pods can ask for, and nodes that come and go. */
export function installBaseSoftware(scope: Construct, { context, host, cluster, nodes, reservations }: BaseSoftwareProps): void {
  // Without a layer nothing can be installed, and what needs more than that was refused.
  if (!cluster.kubectlProvider) return;
  const { plan } = context;
  host.installBase(storageSoftware(context));
  if (plan.hasGpus) host.installBase(gpuSoftware());
  const fabric = fabricSoftware(context);
  if (fabric) host.installBase(fabric);
  if (!plan.groups.some((group) => elasticNodes(group) > 0)) return;
  const account = new KarpenterAccount(scope, 'Karpenter', context, cluster.clusterName);
  const placementGroupIdOf = (group: string) => nodes.placementGroupIdOf(group);
  // Nodes that Karpenter made go before its rights do.
  host.installBase(karpenter(context, { account, securityGroupId: cluster.clusterSecurityGroupId, reservations, placementGroupIdOf }), account);
}
