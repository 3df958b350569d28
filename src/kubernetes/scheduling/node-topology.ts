import { NodeGroupTraits } from '../../core';
import { literal, Problems } from '../../core/private';
import { hasTopology } from '../../core/training/group-topology';

type Labels = Readonly<Record<string, string>>;

/** The one topology of a cluster. */
export const TOPOLOGY = 'default';

/** A node: no level is narrower, nor can one be named below it. */
const HOST = 'kubernetes.io/hostname';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL = /^(?:(?=[^/]{1,253}\/)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/apis/kueue/v1beta2/topology_types.go */
const MOST_LEVELS = 16;

export function topologyManifest(levels: readonly string[], labels: Labels): Record<string, unknown> {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Topology', metadata: { name: TOPOLOGY, labels }, spec: { levels: levels.map((nodeLabel) => ({ nodeLabel })) } };
}

/** Notes levels that Kueue would refuse: the rules of its definition. */
export function checkTopology(levels: readonly string[] | undefined, problems: Problems): void {
  if (levels === undefined) return;
  if (levels.length === 0) problems.add('kueue/topology', 'a topology without levels tells no node from another: give at least one label of nodes, or no topology');
  if (levels.length > MOST_LEVELS) problems.add('kueue/topology', `a topology of ${levels.length} levels is too deep for Kueue: give ${MOST_LEVELS} at most`);
  levels.forEach((level, i) => {
    if (problems.collect(() => literal(level, `level ${i + 1} of the topology`)) === undefined) return;
    if (!LABEL.test(level)) problems.add('kueue/topology', `'${level}' is no label of a node: give a key such as 'topology.kubernetes.io/zone'`);
    if (levels.indexOf(level) !== i) problems.add('kueue/topology', `'${level}' is a level of the topology twice: give each once, from the widest to the narrowest`);
    if (level === HOST && i !== levels.length - 1) {
      problems.add('kueue/topology', `'${HOST}' is level ${i + 1} of ${levels.length} of the topology, and nothing is narrower than a node: give it last`);
    }
  });
}

/** Notes a topology of a cluster that has no nodes for it. */
export function checkTopologyNodes(levels: readonly string[] | undefined, groups: readonly NodeGroupTraits[], problems: Problems): void {
  if (levels === undefined || groups.length === 0 || groups.some(hasTopology)) return;
  const scaling = groups.filter(({ gpus }) => gpus > 0).map(({ name }) => `'${name}'`).join(', ');
  const why = scaling ? `the groups with GPUs scale (${scaling}), and jobs that wait for nodes which are not there make no group grow` : 'no group has GPUs';
  problems.add('kueue/topology', `a topology places jobs on GPU nodes that are there, but ${why}: give Scaling.fixed(…) to a group with GPUs, or no topology`);
}
