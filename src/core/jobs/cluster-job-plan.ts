import { IConstruct } from 'constructs';
import { nearest, Problems, Target } from '../private';
import { Accelerator, Capacity, ClusterTraits, Machine, NodeGroupTraits, QueueTraits } from '../training';
import { ClusterWithTraits, hasTraits, whyForeign } from '../training/cluster-traits';
import { groupsText, hasMachine, perNode, wished } from '../training/group-machines';
import { hasTopology } from '../training/group-topology';
import { JobNodes } from './job-nodes';
import { Launcher } from './launcher';
import { TrainingBackend } from './training-backend';
import { KIND_NEEDS, WorkloadKind, workloadKind } from './workload-kind';

/** Where a job runs in a cluster. */
export interface ClusterPlace {
  readonly kind: 'cluster';
  readonly cluster: ClusterWithTraits;
  /** The cluster as it was when the job was made. */
  readonly traits: ClusterTraits;
  readonly workload: WorkloadKind;
  readonly namespace: string;
  /** Whether the token of the service account is in its pods. */
  readonly serviceAccountToken: boolean;
  readonly queue?: string;
  readonly priority?: string;
  /** The label of nodes within which the pods of a run are kept together, where the queue knows it. */
  readonly topologyLevel?: string;
  /** The groups of nodes that it may run on, in each of which the whole job has room. */
  readonly groups: readonly NodeGroupTraits[];
}

export interface ClusterWish {
  readonly scope: IConstruct;
  readonly target: Target;
  readonly backend: TrainingBackend;
  readonly launcher: Launcher;
  readonly nodes: JobNodes;
  readonly accelerator?: Accelerator;
  readonly machine?: Machine;
  readonly capacity?: Capacity;
  /** Further software that it needs: of its mounts and triggers. */
  readonly needs: readonly string[];
}

/** Finds a job's place in a cluster; notes what the cluster lacks. */
export function planClusterPlace(wish: ClusterWish, problems: Problems): ClusterPlace | undefined {
  const { backend, launcher, nodes } = wish;
  const cluster = backend._cluster!;
  if (!hasTraits(cluster)) {
    problems.add('job/cluster', 'the cluster is none of this library, so that nothing is known of its nodes and queues: give what addTrainingCluster or TrainingCluster.fromExisting made');
    return undefined;
  }
  const foreign = whyForeign(cluster, wish.scope, wish.target);
  if (foreign) {
    problems.add('job/cluster', foreign);
    return undefined;
  }
  const traits = cluster._traits();
  const { namespace, priority, serviceAccountToken = false } = backend._clusterOptions!;
  const workload = workloadKind(launcher, nodes);
  const queue = findQueue(backend, traits, problems);
  const queueName = queue?.name ?? (isBelieved(traits) ? backend._clusterOptions!.queue : undefined);
  if (queueName === undefined || queue) checkPriority(priority, queue, problems);
  if (queueName !== undefined && workload === 'RayJob' && nodes.min !== nodes.max) {
    // https://kueue.sigs.k8s.io/docs/tasks/run/rayjobs/: a queue lets in a number of pods that then stays.
    problems.add('job/elastic', `the job is to run on ${nodes.min} to ${nodes.max} nodes with Ray, but Kueue lets in a Ray cluster of a fixed number only: give Scaling.fixed(…), or take PyTorch`);
  }
  const needs = [...KIND_NEEDS[workload], ...wish.needs, ...(backend._clusterOptions!.queue ? ['kueue'] : [])];
  needs.filter((need) => !traits.provided.includes(need)).forEach((need) => {
    problems.add('software/need-missing', `a ${workload} of this job needs '${need}', which is not in the cluster '${traits.clusterName}': install it before`);
  });
  const groups = groupsWithRoom(wish, traits, queue, problems);
  const topologyLevel = queue?.topology && groups.length > 0 && groups.every(hasTopology) ? levelOf(queue.topology) : undefined;
  return { kind: 'cluster', cluster, traits, workload, namespace, serviceAccountToken, queue: queueName, priority, topologyLevel, groups };
}

/** Whether the cluster has a Kueue of its own, whose queues nobody told: a queue is then taken to be there, and what it may use to suffice. */
function isBelieved({ queues = [], provided }: ClusterTraits): boolean {
  return queues.length === 0 && provided.includes('kueue');
}

function findQueue(backend: TrainingBackend, traits: ClusterTraits, problems: Problems): QueueTraits | undefined {
  const { queues = [], clusterName } = traits;
  const { namespace, queue = 'default' } = backend._clusterOptions!;
  if (queues.length === 0 && (backend._clusterOptions!.queue === undefined || isBelieved(traits))) return undefined;
  const found = queues.find((candidate) => candidate.namespace === namespace && candidate.name === queue);
  if (!found) {
    const known = queues.map((candidate) => `${candidate.namespace}/${candidate.name}`);
    const there = known.length > 0 ? `there are ${known.join(', ')} (nearest: '${nearest(`${namespace}/${queue}`, known)}')` : 'there is none, since Kueue is not installed';
    problems.add('job/queue', `the job is to wait in the queue '${namespace}/${queue}', which the cluster '${clusterName}' lacks; ${there}: correct the namespace, or install kubernetes.Kueue with that team before`);
  }
  return found;
}

function checkPriority(priority: string | undefined, queue: QueueTraits | undefined, problems: Problems): void {
  if (priority === undefined) return;
  const known = queue?.priorities ?? [];
  if (known.includes(priority)) return;
  const there = known.length > 0 ? `there are ${known.join(', ')}` : 'there are none';
  problems.add('job/priority', `the job is to have the priority '${priority}', which the cluster lacks; ${there}: give one of these, or add it to 'priorities' of kubernetes.Kueue`);
}

/** A gang starts in one group: a flavor of Kueue is one, and so is the fabric between nodes. */
function groupsWithRoom(wish: ClusterWish, traits: ClusterTraits, queue: QueueTraits | undefined, problems: Problems): readonly NodeGroupTraits[] {
  const { nodes, capacity } = wish;
  if (!wish.accelerator && !wish.machine) return [];
  const fitting = traits.nodeGroups.filter((group) => hasMachine(group, wish));
  if (fitting.length === 0) {
    problems.add('job/accelerator', `a node with ${wished(wish)} is asked for, but no group of the cluster '${traits.clusterName}' has one; it has ${groupsText(traits)}: take one of these, or add a group`);
    return [];
  }
  const bought = fitting.filter(({ spot }) => capacity === undefined || spot === (capacity.kind === 'spot'));
  if (bought.length === 0 || capacity?.kind === 'reservation') {
    problems.add('job/capacity', `the job is to run on ${capacity!.kind} machines, but the groups with ${wished(wish)} are bought otherwise: leave the capacity out, or add a group with it to the cluster`);
    return [];
  }
  const large = bought.filter(({ maxNodes, gpus }) => nodes.min <= maxNodes * perNode(gpus, wish));
  if (large.length === 0) {
    problems.add('job/quota', `${nodes.min} nodes with ${wished(wish)} are asked for, but the groups have at most ${bought.map(({ name, maxNodes }) => `${maxNodes} (${name})`).join(', ')}: ask for fewer, or let a group grow`);
    return [];
  }
  return queue ? groupsOfQueue(large, queue, wish, problems) : large;
}

function groupsOfQueue(groups: readonly NodeGroupTraits[], queue: QueueTraits, wish: ClusterWish, problems: Problems): readonly NodeGroupTraits[] {
  const gpus = wish.accelerator?.count ?? wish.machine!.shape?.gpus ?? 0;
  const needed = (gpus > 0 ? gpus : wish.machine!.cpus) * wish.nodes.min;
  const given = ({ name }: NodeGroupTraits) => (gpus > 0 ? queue.gpus : queue.cpus)[name] ?? 0;
  const open = groups.filter((group) => given(group) >= needed);
  if (open.length > 0) return queue.topology ? placedBy(open) : open;
  const what = gpus > 0 ? 'GPUs' : 'CPUs';
  problems.add(
    'job/quota',
    `the job needs ${needed} ${what} at once, but the queue '${queue.namespace}/${queue.name}' may use at most ${groups.map((group) => `${given(group)} of ${group.name}`).join(', ')}: `
      + 'ask for fewer nodes, or give the team more in kubernetes.Kueue',
  );
  return [];
}

/** What is placed by a topology asks for it, and is then let in where there is one only: groups of a fixed number of nodes with GPUs. */
function placedBy(groups: readonly NodeGroupTraits[]): readonly NodeGroupTraits[] {
  const fixed = groups.filter(hasTopology);
  return fixed.length > 0 ? fixed : groups;
}

/** The narrowest label that more than one node can have. */
function levelOf(topology: readonly string[]): string {
  return topology.filter((level) => level !== 'kubernetes.io/hostname').at(-1) ?? topology[0]!;
}

/** What a job is to a cluster: software by this name. */
export function jobSoftwareName(job: string): string {
  return `job-${job}`;
}

/** Notes a name that another job of the cluster has, in whichever namespace, or that its account cannot have. */
export function checkInCluster(job: string, { cluster, namespace, traits }: ClusterPlace, problems: Problems): void {
  if (traits.provided.includes(jobSoftwareName(job))) {
    problems.add('job/name-twice', `a job '${job}' is in the cluster '${traits.clusterName}' already: choose another id`);
    return;
  }
  cluster._checkServiceAccount(job, { namespace, serviceAccountName: job }, problems);
}
