import { NodeGroupTraits, QueueTraits } from '../../core';
import { shareOf } from './group-share';
import { KueueProps } from './kueue-props';
import { TeamQuota } from './team-quota';
import { priorityNames } from './workload-priorities';

/** The queue of each team, in its namespace. */
export const QUEUE = 'default';

/** What jobs are told of the queues. */
export function teamQueues({ teams, cohort, priorities, topology }: KueueProps, groups: readonly NodeGroupTraits[]): QueueTraits[] {
  const names = priorityNames(priorities);
  return teams.map((team) => {
    const lenders = cohort === undefined ? [] : teams.filter((other) => other !== team);
    return {
      name: QUEUE,
      namespace: team.team,
      gpus: most(team, lenders, groups.filter(({ gpus }) => gpus > 0)),
      cpus: most(team, lenders, groups.filter(({ gpus }) => gpus === 0)),
      ...(names.length > 0 ? { priorities: names } : {}),
      ...(topology ? { topology: [...topology] } : {}),
    };
  });
}

function most(team: TeamQuota, lenders: readonly TeamQuota[], groups: readonly NodeGroupTraits[]): Record<string, number> {
  return Object.fromEntries(groups.map((group) => [group.name, mostOf(team, lenders, group)] as const).filter(([, amount]) => amount > 0));
}

/** `potentialAvailable` of Kueue: https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/cache/scheduler/resource_node.go */
function mostOf(team: TeamQuota, lenders: readonly TeamQuota[], group: NodeGroupTraits): number {
  const own = shareOf(team, group);
  if (own === undefined) return 0;
  const lent = lenders.reduce((sum, lender) => sum + Math.min(shareOf(lender, group) ?? 0, lender.lendingLimit?.[group.name] ?? Infinity), 0);
  return own + Math.min(lent, team.borrowingLimit?.[group.name] ?? Infinity);
}
