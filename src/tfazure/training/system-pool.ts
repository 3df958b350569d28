import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { planSystemGroup } from '../../core/training/system-group-plan';
import { MAX_PODS, SYSTEM_CPUS } from '../../facts/azure/cluster';
import { GENERAL, MACHINES } from '../../facts/azure/machines';
import { NODE_OS } from './node-group';
import { temporaryName } from './temporary-name';

export interface SystemPoolProps {
  readonly system: NodeGroupPlan;
  /** The names of the other groups. */
  readonly groups: readonly string[];
  /** None where the region has none. */
  readonly zones: readonly string[];
  readonly subnetId: string;
  readonly tags: Record<string, string>;
}

/** The group of the cluster's own software: a node a zone. */
export function systemGroup(zones: number): NodeGroupPlan {
  const machine = GENERAL[SYSTEM_CPUS]!;
  return planSystemGroup({ name: machine, ...MACHINES[machine]! }, zones);
}

/**
 * The pool of the cluster's own software, that of AKS as well as what is installed: a fixed number of nodes. It has no taint, since all other pools may have
 * one, and charts tolerate none. Their disks lie on the machines themselves.
 */
export function systemPool({ system, groups, zones, subnetId, tags }: SystemPoolProps) {
  return {
    name: system.name,
    vmSize: system.machine!.name,
    nodeCount: system.max,
    maxPods: MAX_PODS,
    zones: zones.length > 0 ? [...zones] : undefined,
    vnetSubnetId: subnetId,
    hostEncryptionEnabled: true,
    osSku: NODE_OS,
    osDiskType: 'Ephemeral',
    osDiskSizeGb: system.diskGib,
    nodeLabels: { ...system.labels },
    upgradeSettings: { maxSurge: String(system.surge) },
    // A change of the machine or of the disk replaces the pool by way of a second one.
    temporaryNameForRotation: temporaryName(system.name, groups),
    tags,
  };
}
