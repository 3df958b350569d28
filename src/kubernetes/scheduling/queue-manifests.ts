import { NodeGroupTraits } from '../../core';
import { hasTopology } from '../../core/training/group-topology';
import { GPU_TAINT, NODE_GROUP_LABEL } from '../../core/training/node-group-plan';
import { hasShare, RESOURCES, resourcesOf, shareOf } from './group-share';
import { KueueProps } from './kueue-props';
import { TOPOLOGY, topologyManifest } from './node-topology';
import { preemptionPolicy } from './preemption-policy';
import { QUEUE } from './team-queues';
import { TeamQuota } from './team-quota';
import { priorityManifests } from './workload-priorities';

type Labels = Readonly<Record<string, string>>;

const API = 'kueue.x-k8s.io/v1beta2';

/** A flavor a group of nodes, a cluster queue a team, and the team's queue in its namespace; and what teams share: places, priorities, a cohort. */
export function queueManifests(props: KueueProps, groups: readonly NodeGroupTraits[], labels: Labels): Record<string, unknown>[] {
  const { teams, cohort, topology, priorities } = props;
  return [
    ...(topology ? [topologyManifest(topology, labels)] : []),
    ...groups.map((group) => flavor(group, topology !== undefined, labels)),
    ...priorityManifests(priorities, labels),
    ...(cohort === undefined ? [] : [{ apiVersion: API, kind: 'Cohort', metadata: { name: cohort, labels } }]),
    ...teams.flatMap((team) => [clusterQueue(team, props, groups, labels), localQueue(team, labels)]),
  ];
}

/**
 * The taint of GPUs is one of the flavor, and never a toleration that Kueue adds: a taint that a flavor tolerates by itself is not looked at, so that a job
 * without GPUs would be admitted to GPU nodes, too. Resource groups cannot tell the two apart, since a flavor is in one of them only, and the CPUs of a job
 * for GPUs would have to come from the flavor, and the nodes, of another. What else keeps others away, such as AKS from spot nodes, is no business of a job.
 * https://kueue.sigs.k8s.io/docs/concepts/resource_flavor/#resourceflavor-taints-for-user-selective-scheduling
 */
function flavor(group: NodeGroupTraits, placed: boolean, labels: Labels): Record<string, unknown> {
  const { name, taintKeys } = group;
  const tolerated = taintKeys.filter((key) => key !== GPU_TAINT.key);
  return {
    apiVersion: API,
    kind: 'ResourceFlavor',
    metadata: { name, labels },
    spec: {
      nodeLabels: { [NODE_GROUP_LABEL]: name },
      ...(taintKeys.includes(GPU_TAINT.key) ? { nodeTaints: [{ ...GPU_TAINT }] } : {}),
      ...(tolerated.length > 0 ? { tolerations: tolerated.map((key) => ({ key, operator: 'Exists' })) } : {}),
      ...(placed && hasTopology(group) ? { topologyName: TOPOLOGY } : {}),
    },
  };
}

/**
 * A queue without resources lets in everything, so that a team without a share has one of nothing of each group. In a cohort it would borrow of each, so
 * that it stays outside. Groups without GPUs are tried first.
 */
function clusterQueue(team: TeamQuota, props: KueueProps, groups: readonly NodeGroupTraits[], labels: Labels): Record<string, unknown> {
  const shares = hasShare(team, groups);
  const given = shares ? groups.filter((group) => shareOf(team, group) !== undefined) : groups;
  const used = [...given].sort((a, b) => Number(a.gpus > 0) - Number(b.gpus > 0));
  return {
    apiVersion: API,
    kind: 'ClusterQueue',
    metadata: { name: team.team, labels },
    spec: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': team.team } },
      ...(shares ? sharing(team, props) : {}),
      resourceGroups: [{
        coveredResources: [...RESOURCES],
        flavors: used.map((group) => ({ name: group.name, resources: quotas(team, group) })),
      }],
    },
  };
}

/** A weight is a quantity, whose fractions are texts. */
function sharing({ weight }: TeamQuota, props: KueueProps): Record<string, unknown> {
  const preemption = preemptionPolicy(props);
  return {
    ...(props.cohort === undefined ? {} : { cohortName: props.cohort }),
    ...(preemption ? { preemption } : {}),
    ...(weight === undefined ? {} : { fairSharing: { weight: `${weight}` } }),
  };
}

/** Kueue limits each resource by itself: CPUs and memory go with the GPUs that are borrowed and lent, as they go with those of the share. */
function quotas(team: TeamQuota, group: NodeGroupTraits): Record<string, unknown>[] {
  const limit = (amount: number | undefined) => (amount === undefined ? undefined : resourcesOf(group, amount));
  const share = resourcesOf(group, shareOf(team, group) ?? 0);
  const borrowing = limit(team.borrowingLimit?.[group.name]);
  const lending = limit(team.lendingLimit?.[group.name]);
  return RESOURCES.map((name) => ({
    name,
    nominalQuota: share[name],
    ...(borrowing ? { borrowingLimit: borrowing[name] } : {}),
    ...(lending ? { lendingLimit: lending[name] } : {}),
  }));
}

function localQueue({ team }: TeamQuota, labels: Labels): Record<string, unknown> {
  return { apiVersion: API, kind: 'LocalQueue', metadata: { name: QUEUE, namespace: team, labels }, spec: { clusterQueue: team } };
}
