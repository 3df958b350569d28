import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ClusterAccess } from '../../core';
import { isUnresolved } from '../../core/private';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { planSystemGroup } from '../../core/training/system-group-plan';
import { planTrainingCluster, TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { ACCELERATOR_REGIONS, machinesIn } from '../../facts/aws/accelerator-regions';
import { CLUSTER_NAME } from '../../facts/aws/cluster';
import { DEFAULT_KUBERNETES_VERSION, STANDARD_SUPPORT } from '../../facts/aws/kubernetes-versions';
import { GENERAL, MACHINES, MEMORY } from '../../facts/aws/machines';
import { SYSTEM_MACHINE, systemNodes } from '../../facts/aws/nodes';
import { TARGET } from '../support';
import { checkCluster } from './cluster-checks';
import { TrainingClusterProps } from './training-cluster-props';

/** What is made as a cluster; all that is wrong is thrown at once. Where the region is known only at deployment, AWS checks what it has. */
export function planCluster(scope: Construct, id: string, props: TrainingClusterProps): TrainingClusterPlan {
  const { platformName, network, profile } = props.platform;
  const { region } = Stack.of(scope);
  const known = isUnresolved(region) ? undefined : region;
  return planTrainingCluster(scope, id, props, {
    target: TARGET,
    platform: { platformName, egress: network.egress, profile: profile.settings },
    nameRule: CLUSTER_NAME,
    region: known,
    catalogue: { cloud: 'AWS', machines: known === undefined ? MACHINES : machinesIn(known), general: GENERAL, memory: MEMORY, regions: ACCELERATOR_REGIONS },
    versions: { supported: STANDARD_SUPPORT, proven: DEFAULT_KUBERNETES_VERSION },
    // What runs in the cluster is installed by a function of AWS CDK that lies in its network.
    defaultAccess: ClusterAccess.private(),
    deployedByRunner: false,
    check: (plan, problems) => checkCluster(scope, props, plan, problems),
  });
}

/** The nodes that Karpenter and the add-ons run on. */
export function systemGroup(zones: number): NodeGroupPlan {
  return planSystemGroup({ name: SYSTEM_MACHINE, ...MACHINES[SYSTEM_MACHINE]! }, systemNodes(zones));
}

/** Whether the nodes of a group lie in a placement group of ours: what was reserved lies where it was reserved. */
export function isGang({ compact, capacity }: NodeGroupPlan): boolean {
  return compact && capacity !== 'reservation';
}
