import { Problems, requireCapability, sortedKeys, Target } from '../private';
import { Size } from '../units';
import { Capacity } from './capacity';
import { customMachine, MachineCatalogue, machineFor, machineOf, MachinePlan } from './machine-catalogue';
import { NodeGroup } from './node-group';
import { NodeGroupTraits } from './node-group-traits';
import { checkNodeLabels } from './node-label-plan';
import { Scaling } from './scaling';

/** The label that every node of a group carries. */
export const NODE_GROUP_LABEL = 'ml-platform/node-group';

/** Keeps what needs no GPU away from nodes that have some; the key that GKE sets by itself. */
export const GPU_TAINT = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' } as const;

/** The group that the cluster's own software runs on. */
export const SYSTEM_GROUP = 'system';

export type CapacityKind = 'on-demand' | 'spot' | 'reservation';

/** What a target renders as a group of nodes. */
export interface NodeGroupPlan {
  readonly name: string;
  /** Absent on an existing cluster that does not say it. */
  readonly machine?: MachinePlan;
  /** GPUs of one node. */
  readonly gpus: number;
  readonly accelerator?: string;
  readonly min: number;
  readonly max: number;
  readonly elastic: boolean;
  readonly capacity: CapacityKind;
  readonly reservationId?: string;
  readonly compact: boolean;
  readonly diskGib: number;
  readonly surge: number;
  /** What the user said, where others are given a default: a cloud that cannot have it refuses a wish, and leaves a default out. */
  readonly asked: { readonly compact: boolean; readonly surge: boolean };
  readonly labels: Readonly<Record<string, string>>;
  readonly tainted: boolean;
}

export interface NodeGroupContext {
  readonly target: Target;
  /** Absent where the nodes exist already. */
  readonly catalogue?: MachineCatalogue;
  readonly region?: string;
  readonly acknowledged: readonly string[];
}

const NAME = /^[a-z][a-z0-9]{0,11}$/;

export function planNodeGroups(groups: readonly NodeGroup[], context: NodeGroupContext, problems: Problems): NodeGroupPlan[] {
  if (groups.length === 0) problems.add('training/no-node-group', 'a cluster without nodes runs nothing: give at least one group');
  const plans = groups.flatMap((group) => planNodeGroup(group, context, problems) ?? []);
  const names = plans.map(({ name }) => name);
  [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].forEach((name) => {
    problems.add('training/node-group-twice', `two groups are named '${name}': give each a name of its own`);
  });
  return plans;
}

/** What software is told of the groups. */
export function nodeGroupTraits(groups: readonly NodeGroupPlan[]): NodeGroupTraits[] {
  return groups.map((group) => ({
    name: group.name,
    gpus: group.gpus,
    minNodes: group.min,
    maxNodes: group.max,
    spot: group.capacity === 'spot',
    labels: group.labels,
    taintKeys: group.tainted ? [GPU_TAINT.key] : [],
    accelerator: group.accelerator,
    cpus: group.machine?.cpus,
    memoryGib: group.machine?.memoryGib,
  }));
}

function planNodeGroup(group: NodeGroup, context: NodeGroupContext, problems: Problems): NodeGroupPlan | undefined {
  const { accelerator, machine } = group;
  if ((accelerator === undefined) === (machine === undefined)) {
    const given = accelerator ? `${accelerator} and a machine` : 'neither an accelerator nor a machine';
    problems.add('training/node-group-machine', `the group '${group.name ?? '(without a name)'}' has ${given}: give one of the two`);
    return undefined;
  }
  const name = group.name ?? defaultName(group);
  checkName(name, problems);
  checkNodeLabels(name, group.labels ?? {}, context.catalogue !== undefined, problems);
  const capacity = group.capacity ?? Capacity.onDemand();
  const scaling = group.scaling ?? defaultScaling(context);
  checkScaling(name, scaling, capacity, context.target, problems);
  checkSurge(name, group, context.target, problems);
  checkOwnNodes(name, group, context.target, problems);
  const found = findMachine(group, context, problems);
  const gpus = accelerator?.count ?? found?.gpus ?? 0;
  return {
    name,
    machine: found,
    gpus,
    accelerator: accelerator?.model ?? found?.accelerator,
    min: scaling.min,
    max: scaling.max,
    elastic: scaling.isElastic(),
    capacity: capacity.kind as CapacityKind,
    reservationId: capacity.reservationId,
    compact: group.placement ? group.placement.kind === 'compact' : found?.fabric ?? false,
    diskGib: (group.diskSize ?? Size.gibibytes(gpus > 0 ? 200 : 100)).toGibibytes(),
    surge: group.surge ?? (gpus > 0 ? 0 : 1),
    asked: { compact: group.placement?.kind === 'compact', surge: group.surge !== undefined },
    labels: sortedKeys({ ...group.labels, [NODE_GROUP_LABEL]: name }),
    tainted: gpus > 0,
  };
}

function findMachine({ accelerator, machine }: NodeGroup, context: NodeGroupContext, problems: Problems): MachinePlan | undefined {
  const { catalogue, region, acknowledged } = context;
  if (!catalogue) return machine?.kind === 'custom' ? customMachine(machine) : undefined;
  return accelerator ? machineFor(accelerator, catalogue, region, acknowledged, problems) : machineOf(machine!, catalogue, problems);
}

/** Where the nodes are there already, nobody scales them. */
function defaultScaling({ catalogue }: NodeGroupContext): Scaling {
  return catalogue ? Scaling.elastic(0, 1) : Scaling.fixed(1);
}

function defaultName({ accelerator, machine }: NodeGroup): string {
  if (accelerator) return `${accelerator.model.replace('-', '')}x${accelerator.count}`;
  return machine!.kind === 'custom' ? machine!.name!.toLowerCase().replace(/^standard_/, '').replace(/[^a-z0-9]/g, '').slice(0, 12) : `${machine!.kind}${machine!.cpus}`;
}

function checkName(name: string, problems: Problems): void {
  if (name === SYSTEM_GROUP) problems.add('training/node-group-name', `'${name}' is the group of the cluster's own software: choose another name`);
  if (!NAME.test(name)) {
    problems.add('training/node-group-name', `'${name}' cannot name a group on every cloud: use a lower-case letter, then up to 11 lower-case letters and digits`);
  }
}

function checkScaling(name: string, scaling: Scaling, capacity: Capacity, target: Target, problems: Problems): void {
  if (capacity.kind === 'spot') requireCapability(target, 'training/spot', `the group '${name}' is to run on spot machines`, problems);
  if (capacity.kind === 'reservation') requireCapability(target, 'training/reservation', `the group '${name}' is to run on a reservation`, problems);
  if (scaling.isElastic()) requireCapability(target, 'training/elastic', `the group '${name}' is to scale between ${scaling.min} and ${scaling.max} nodes`, problems);
  if (capacity.kind === 'spot' && !scaling.isElastic()) {
    problems.add(
      'training/spot-fixed',
      `the group '${name}' is to have always ${scaling.max} nodes on spot machines, which the cloud takes back at will: let it scale with Scaling.elastic(0, ${scaling.max}), `
        + 'or take Capacity.onDemand() or a reservation',
    );
  }
}

/** What nobody but the owner of an existing cluster decides. */
function checkOwnNodes(name: string, { placement, diskSize }: NodeGroup, target: Target, problems: Problems): void {
  if (placement?.kind === 'compact') requireCapability(target, 'training/compact-placement', `the nodes of the group '${name}' are to lie close together`, problems);
  if (diskSize) requireCapability(target, 'training/node-disk', `the nodes of the group '${name}' are to have disks of ${diskSize}`, problems);
}

function checkSurge(name: string, { surge }: NodeGroup, target: Target, problems: Problems): void {
  if (surge === undefined) return;
  requireCapability(target, 'training/surge', `the group '${name}' is to be upgraded with ${surge} further nodes`, problems);
  if (!Number.isInteger(surge) || surge < 0 || surge > 20) {
    problems.add('training/surge-count', `the group '${name}' cannot be upgraded with ${surge} further nodes: give a whole number from 0 to 20`);
  }
}
