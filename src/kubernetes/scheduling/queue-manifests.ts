import { NodeGroupTraits } from '../../core';
import { NODE_GROUP_LABEL } from '../../core/training/node-group-plan';
import { TeamQuota } from './team-quota';

type Labels = Readonly<Record<string, string>>;

const API = 'kueue.x-k8s.io/v1beta2';

/** More than any cluster has: what is shared by its GPUs is not also counted by CPUs that nobody told us. */
const PLENTY = { cpus: 1_000_000, memoryGib: 1_000_000 };

/** A flavor a group of nodes, a cluster queue a team, and the team's queue in its namespace. */
export function queueManifests(teams: readonly TeamQuota[], groups: readonly NodeGroupTraits[], labels: Labels): Record<string, unknown>[] {
  return [
    ...groups.map((group) => flavor(group, labels)),
    ...teams.flatMap((team) => [clusterQueue(team, groups, labels), localQueue(team, labels)]),
  ];
}

function flavor({ name, taintKeys }: NodeGroupTraits, labels: Labels): Record<string, unknown> {
  return {
    apiVersion: API,
    kind: 'ResourceFlavor',
    metadata: { name, labels },
    spec: {
      nodeLabels: { [NODE_GROUP_LABEL]: name },
      ...(taintKeys.length > 0 ? { tolerations: taintKeys.map((key) => ({ key, operator: 'Exists' })) } : {}),
    },
  };
}

function clusterQueue(team: TeamQuota, groups: readonly NodeGroupTraits[], labels: Labels): Record<string, unknown> {
  const used = groups.filter(({ name }) => team.gpus?.[name] !== undefined || team.cpus?.[name] !== undefined);
  return {
    apiVersion: API,
    kind: 'ClusterQueue',
    metadata: { name: team.team, labels },
    spec: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': team.team } },
      resourceGroups: used.length === 0 ? [] : [{
        coveredResources: ['cpu', 'memory', 'nvidia.com/gpu'],
        flavors: used.map((group) => ({ name: group.name, resources: quotas(team, group) })),
      }],
    },
  };
}

/** The share of CPUs and memory that goes with a share of GPUs; of memory, where the group is shared by its CPUs. */
function quotas(team: TeamQuota, group: NodeGroupTraits): Array<{ name: string; nominalQuota: number | string }> {
  const gpus = team.gpus?.[group.name] ?? 0;
  const cpus = team.cpus?.[group.name] ?? 0;
  const [amount, perNode] = group.gpus > 0 ? [gpus, group.gpus] : [cpus, group.cpus];
  const share = (ofNode: number | undefined, plenty: number) => {
    if (amount === 0) return 0;
    return ofNode === undefined || perNode === undefined ? plenty : Math.ceil((amount * ofNode) / perNode);
  };
  return [
    { name: 'cpu', nominalQuota: group.gpus > 0 ? share(group.cpus, PLENTY.cpus) : cpus },
    { name: 'memory', nominalQuota: `${share(group.memoryGib, PLENTY.memoryGib)}Gi` },
    { name: 'nvidia.com/gpu', nominalQuota: gpus },
  ];
}

function localQueue({ team }: TeamQuota, labels: Labels): Record<string, unknown> {
  return { apiVersion: API, kind: 'LocalQueue', metadata: { name: 'default', namespace: team, labels }, spec: { clusterQueue: team } };
}
