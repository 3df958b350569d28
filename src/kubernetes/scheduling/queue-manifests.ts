import { NodeGroupTraits } from '../../core';
import { GPU_TAINT, NODE_GROUP_LABEL } from '../../core/training/node-group-plan';
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

/**
 * The taint of GPUs is one of the flavor, and never a toleration that Kueue adds: a taint that a flavor tolerates by itself is not looked at, so that a job
 * without GPUs would be admitted to GPU nodes, too. Resource groups cannot tell the two apart, since a flavor is in one of them only, and the CPUs of a job
 * for GPUs would have to come from the flavor, and the nodes, of another. What else keeps others away, such as AKS from spot nodes, is no business of a job.
 * https://kueue.sigs.k8s.io/docs/concepts/resource_flavor/#resourceflavor-taints-for-user-selective-scheduling
 */
function flavor({ name, taintKeys }: NodeGroupTraits, labels: Labels): Record<string, unknown> {
  const tolerated = taintKeys.filter((key) => key !== GPU_TAINT.key);
  return {
    apiVersion: API,
    kind: 'ResourceFlavor',
    metadata: { name, labels },
    spec: {
      nodeLabels: { [NODE_GROUP_LABEL]: name },
      ...(taintKeys.includes(GPU_TAINT.key) ? { nodeTaints: [{ ...GPU_TAINT }] } : {}),
      ...(tolerated.length > 0 ? { tolerations: tolerated.map((key) => ({ key, operator: 'Exists' })) } : {}),
    },
  };
}

/** A queue without resources lets in everything, so that a team without a share has one of nothing of each group. Groups without GPUs are tried first. */
function clusterQueue(team: TeamQuota, groups: readonly NodeGroupTraits[], labels: Labels): Record<string, unknown> {
  const given = groups.filter(({ name }) => team.gpus?.[name] !== undefined || team.cpus?.[name] !== undefined);
  const used = [...(given.length > 0 ? given : groups)].sort((a, b) => Number(a.gpus > 0) - Number(b.gpus > 0));
  return {
    apiVersion: API,
    kind: 'ClusterQueue',
    metadata: { name: team.team, labels },
    spec: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': team.team } },
      resourceGroups: [{
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
