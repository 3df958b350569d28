import { Construct } from 'constructs';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { Karpenter } from '../../kubernetes';
import { elasticNodes } from '../../kubernetes/autoscaling/karpenter-pools';
import { EksCluster } from '../../providers/aws/eks-cluster';
import { ClusterAddons } from './cluster-addons';
import { ClusterContext } from './cluster-context';
import { ElasticNodes } from './elastic-nodes';
import { NodeGroups } from './node-groups';
import { TrainingClusterProps } from './training-cluster-props';

export interface ClusterNodesProps extends Pick<TrainingClusterProps, 'reservations' | 'compactSubnetId'> {
  readonly context: ClusterContext;
  readonly plan: TrainingClusterPlan;
  readonly system: NodeGroupPlan;
  readonly controlPlane: EksCluster;
}

export interface ClusterNodes {
  /** What is always there. */
  readonly groups: NodeGroups;
  /** What makes the others; none where no group is elastic. */
  readonly karpenter?: Karpenter;
}

/** Nodes, and the add-ons that they need before and after. */
export function makeNodes(cluster: Construct, props: ClusterNodesProps): ClusterNodes {
  const { context, plan, system, controlPlane, reservations = [] } = props;
  const own = { context, clusterName: controlPlane.name, securityGroupId: controlPlane.vpcConfig.clusterSecurityGroupId };
  const { privateSubnetIds } = context.platform.network;
  const compactSubnetId = props.compactSubnetId ?? privateSubnetIds[0]!;
  const addons = new ClusterAddons(cluster, 'Addons', { ...own, groups: plan.groups });
  const groups = new NodeGroups(cluster, 'Nodes', {
    ...own, system, groups: plan.groups, version: plan.kubernetesVersion, reservations, compactSubnetId, after: addons.beforeNodes,
  });
  addons.addOnto(groups.system);
  if (!plan.groups.some((group) => elasticNodes(group) > 0)) return { groups };
  const elastic = new ElasticNodes(cluster, 'Elastic', {
    ...own,
    plan,
    subnetIds: [compactSubnetId, ...privateSubnetIds.filter((subnet) => subnet !== compactSubnetId)],
    placementGroupIdOf: (group) => groups.placementGroupIdOf(group),
  });
  return { groups, karpenter: elastic.software };
}
