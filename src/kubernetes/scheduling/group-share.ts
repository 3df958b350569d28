import { NodeGroupTraits } from '../../core';
import { TeamQuota } from './team-quota';

/** What is counted, in the order of the quotas. */
export const RESOURCES = ['cpu', 'memory', 'nvidia.com/gpu'] as const;

/** More than any cluster has: what is shared by its GPUs is not also counted by CPUs that nobody told us. */
const PLENTY = { cpus: 1_000_000, memoryGib: 1_000_000 };

/** A team's own share of a group, in what the group is shared by: its GPUs, or its CPUs if it has none. A group that is closed to the team has no share. */
export function shareOf({ gpus, cpus }: TeamQuota, group: NodeGroupTraits): number | undefined {
  return (group.gpus > 0 ? gpus : cpus)?.[group.name];
}

/** Whether a team has a share of anything, if one of 0. */
export function hasShare(team: TeamQuota, groups: readonly NodeGroupTraits[]): boolean {
  return groups.some((group) => shareOf(team, group) !== undefined);
}

/** The CPUs and memory that go with an amount of GPUs; of memory, where the group is shared by its CPUs. */
export function resourcesOf(group: NodeGroupTraits, amount: number): Record<typeof RESOURCES[number], number | string> {
  const perNode = group.gpus > 0 ? group.gpus : group.cpus;
  const share = (ofNode: number | undefined, plenty: number) => {
    if (amount === 0) return 0;
    return ofNode === undefined || perNode === undefined ? plenty : Math.ceil((amount * ofNode) / perNode);
  };
  return {
    'cpu': group.gpus > 0 ? share(group.cpus, PLENTY.cpus) : amount,
    'memory': `${share(group.memoryGib, PLENTY.memoryGib)}Gi`,
    'nvidia.com/gpu': group.gpus > 0 ? amount : 0,
  };
}
