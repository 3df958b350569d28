import { NodeGroupTraits } from '../../core';
import { literal, nearest, Problems } from '../../core/private';
import { TeamQuota } from './team-quota';

/** Notes quotas on groups that do not exist or were not described, of a kind that a group lacks, or above what a group has at its largest. */
export function checkQuotas(teams: readonly TeamQuota[], groups: readonly NodeGroupTraits[], problems: Problems): void {
  if (groups.length === 0) {
    problems.add('kueue/node-group', 'a quota is one of a group of nodes, and the groups of this cluster are not described: give its `nodeGroups`');
    return;
  }
  teams.forEach(({ team, gpus = {}, cpus = {} }) => {
    Object.entries(gpus).forEach(([name, amount]) => checkQuota(team, 'GPUs', name, amount, groups, problems));
    Object.entries(cpus).forEach(([name, amount]) => checkQuota(team, 'CPUs', name, amount, groups, problems));
  });
  groups.forEach((group) => {
    const given = teams.reduce((sum, { gpus = {}, cpus = {} }) => sum + ((group.gpus > 0 ? gpus : cpus)[group.name] ?? 0), 0);
    const perNode = group.gpus > 0 ? group.gpus : group.cpus;
    if (perNode === undefined || given <= perNode * group.maxNodes) return;
    const what = group.gpus > 0 ? 'GPUs' : 'CPUs';
    problems.add('kueue/quota', `the teams together may use ${given} ${what} of the group '${group.name}', which has ${perNode * group.maxNodes} at its largest: give less, or let the group grow`);
  });
}

function checkQuota(team: string, what: 'GPUs' | 'CPUs', name: string, amount: number, groups: readonly NodeGroupTraits[], problems: Problems): void {
  const group = groups.find((candidate) => candidate.name === name);
  if (problems.collect(() => literal(amount, `the quota of the team '${team}' of the group '${name}'`)) === undefined) return;
  if (!group) {
    problems.add('kueue/node-group', `the team '${team}' may use ${amount} ${what} of the group '${name}', which the cluster lacks (nearest: '${nearest(name, groups.map((g) => g.name))}'): correct the name`);
    return;
  }
  if ((group.gpus > 0) !== (what === 'GPUs')) {
    problems.add('kueue/quota', `the team '${team}' may use ${amount} ${what} of the group '${name}', which is shared by its ${group.gpus > 0 ? 'GPUs' : 'CPUs'}: give a number of those`);
  }
  if (!Number.isInteger(amount) || amount < 0) problems.add('kueue/quota', `the team '${team}' cannot use ${amount} ${what} of the group '${name}': give a whole number, 0 or more`);
}
