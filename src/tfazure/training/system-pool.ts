import { NODE_GROUP_LABEL, SYSTEM_GROUP } from '../../core/training/node-group-plan';
import { MAX_PODS, SYSTEM_CPUS } from '../../facts/azure/cluster';
import { GENERAL, MACHINES } from '../../facts/azure/machines';
import { NODE_OS } from './node-group';

export const SYSTEM_MACHINE = GENERAL[SYSTEM_CPUS]!;

export interface SystemPoolProps {
  readonly nodes: number;
  /** None where the region has none. */
  readonly zones: readonly string[];
  readonly subnetId: string;
  readonly tags: Record<string, string>;
}

/** The pool of the cluster's own software: a fixed number of small nodes, one a zone, that take nothing else. Their disks lie on the machines themselves. */
export function systemPool({ nodes, zones, subnetId, tags }: SystemPoolProps) {
  return {
    name: SYSTEM_GROUP,
    vmSize: SYSTEM_MACHINE,
    nodeCount: nodes,
    maxPods: MAX_PODS,
    zones: zones.length > 0 ? [...zones] : undefined,
    vnetSubnetId: subnetId,
    onlyCriticalAddonsEnabled: true,
    hostEncryptionEnabled: true,
    osSku: NODE_OS,
    osDiskType: 'Ephemeral',
    osDiskSizeGb: Math.min(128, MACHINES[SYSTEM_MACHINE]!.tempDiskGib!),
    nodeLabels: { [NODE_GROUP_LABEL]: SYSTEM_GROUP },
    upgradeSettings: { maxSurge: '1' },
    // A change of the machine or of the disk replaces the pool by way of a second one.
    temporaryNameForRotation: `${SYSTEM_GROUP}tmp`,
    tags,
  };
}
