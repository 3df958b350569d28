import { fill } from '../../facts/aws/fill';
import { fabricMachines } from '../../facts/aws/machines';
import { storageClass } from '../../facts/aws/volumes';
import { Karpenter } from '../../kubernetes/autoscaling/karpenter';
import { karpenterPools } from '../../kubernetes/autoscaling/karpenter-pools';
import { FabricPlugin } from '../../kubernetes/gpu/fabric-plugin';
import { GpuOperator } from '../../kubernetes/gpu/gpu-operator';
import { Manifest } from '../../kubernetes/software/manifest';
import { ClusterContext } from './cluster-context';
import { isGang } from './cluster-plan';
import { KarpenterAccount } from './karpenter-account';
import { ReservedCapacity } from './reserved-capacity';

/** What lets Karpenter work, and what it makes nodes from. */
export interface KarpenterSetting {
  readonly account: KarpenterAccount;
  readonly securityGroupId: string;
  readonly reservations: readonly ReservedCapacity[];
  readonly placementGroupIdOf: (group: string) => string | undefined;
}

/** The class of volumes that name none: encrypted with the platform's key. */
export function storageSoftware({ values, platform: { tags } }: ClusterContext): Manifest {
  return new Manifest('storage', { manifests: [fill(storageClass(tags), values)] });
}

/** What pods need to ask for GPUs. CloudWatch's add-on measures them already. */
export function gpuSoftware(): GpuOperator {
  return new GpuOperator({ metrics: false });
}

/** What pods need to ask for the fabric, where there is one. */
export function fabricSoftware({ plan: { groups } }: ClusterContext): FabricPlugin | undefined {
  const machines = fabricMachines(groups);
  return machines.length > 0 ? new FabricPlugin(machines) : undefined;
}

/** What makes and removes the nodes of groups that scale. */
export function karpenter({ plan, platform, key, subnetIds }: ClusterContext, setting: KarpenterSetting): Karpenter {
  const { account, securityGroupId, reservations, placementGroupIdOf } = setting;
  const pools = karpenterPools(plan.groups.map((group) => ({ ...group, compact: isGang(group) })), {
    subnetIds,
    securityGroupIds: [securityGroupId],
    instanceProfileName: account.instanceProfileName,
    keyArn: key.keyArn,
    tags: platform.tags,
    placementGroupIdOf,
    subnetIdOf: (id) => reservations.find(({ reservationId }) => reservationId === id)?.subnetId,
  });
  return new Karpenter({
    interruptionQueueName: account.queueName,
    pools,
    window: plan.maintenance,
    isolated: plan.egress.kind !== 'nat',
  });
}
