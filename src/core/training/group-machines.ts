import { Accelerator } from './accelerator';
import { ClusterTraits } from './cluster-software';
import { Machine } from './machine';
import { NodeGroupTraits } from './node-group-traits';

/** What a pod has to find on its node: GPUs, or CPUs. */
export interface MachineWish {
  readonly accelerator?: Accelerator;
  readonly machine?: Machine;
}

/** Whether nodes of a group have what is wished for. */
export function hasMachine(group: NodeGroupTraits, { accelerator, machine }: MachineWish): boolean {
  if (accelerator) return group.accelerator === accelerator.model && group.gpus >= accelerator.count;
  return group.gpus === (machine!.shape?.gpus ?? 0) && (group.cpus === undefined || group.cpus >= machine!.cpus);
}

/** How many pods with GPUs fit on one node of a group. */
export function perNode(gpus: number, { accelerator }: MachineWish): number {
  return accelerator ? Math.floor(gpus / accelerator.count) : 1;
}

/** What is wished for, for messages. */
export function wished({ accelerator, machine }: MachineWish): string {
  return accelerator ? String(accelerator) : `${machine!.cpus} CPUs`;
}

/** What a cluster has, for messages. */
export function groupsText({ nodeGroups }: Pick<ClusterTraits, 'nodeGroups'>): string {
  if (nodeGroups.length === 0) return 'no group that was described';
  return nodeGroups.map(({ name, gpus, accelerator, cpus }) => `${name} (${gpus > 0 ? `${gpus} x ${accelerator ?? 'GPU'}` : `${cpus ?? 'unknown'} CPUs`})`).join(', ');
}
