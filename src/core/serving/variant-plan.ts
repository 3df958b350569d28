import { Problems } from '../private';
import { Model } from '../registry';
import { ModelImages, ModelPlan, planModel } from '../registry/model-plan';
import { Accelerator, Machine, NodeGroupTraits, Scaling } from '../training';
import { groupsText, hasMachine, perNode, wished } from '../training/group-machines';
import { MachineCatalogue, machineFor, machineOf, MachinePlan } from '../training/machine-catalogue';
import { ClusterPlace } from './cluster-endpoint-plan';
import { EndpointPlace, isInCluster } from './endpoint-place';
import { EndpointScaling } from './endpoint-scaling';
import { planScaling, ScalingPlan } from './scaling-plan';

/** One of the models behind an endpoint. */
export interface VariantPlan {
  readonly name: string;
  /** A whole number, in relation to the weights of the others. */
  readonly weight: number;
  readonly model: ModelPlan;
  readonly scaling: ScalingPlan;
  /** GPUs of a replica. */
  readonly gpus: number;
  /** What a service of the cloud runs a replica on. */
  readonly machine?: MachinePlan;
  /** What a replica in a cluster asks for beside GPUs; absent where the user left it open. */
  readonly cpus?: number;
  readonly memoryGib?: number;
  /** The groups of nodes of a cluster that a replica may run on; empty for any. */
  readonly groups: readonly NodeGroupTraits[];
}

export interface VariantWish {
  readonly name: string;
  readonly weight: number;
  readonly model: Model;
  readonly accelerator?: Accelerator;
  readonly machine?: Machine;
  readonly scaling: Scaling;
  readonly scaleOn: readonly EndpointScaling[];
}

export interface VariantContext {
  readonly place: EndpointPlace;
  readonly images: Omit<ModelImages, 'accelerator'>;
  readonly toZero: boolean;
  readonly acknowledged: readonly string[];
}

const USUAL_MACHINE = Machine.general(4);

/** Checks one of the models behind an endpoint, and finds what it runs on. */
export function planVariant(wish: VariantWish, context: VariantContext, problems: Problems): VariantPlan | undefined {
  const { name, weight, accelerator, scaling, scaleOn } = wish;
  const { place } = context;
  if (accelerator && wish.machine) {
    problems.add('serving/machine', `'${name}' is to run on ${accelerator} and on a machine of ${wish.machine.cpus} CPUs: give one of the two`);
    return undefined;
  }
  const machine = wish.machine ?? (accelerator || isInCluster(place) ? undefined : USUAL_MACHINE);
  const found = isInCluster(place) ? undefined : findMachine(accelerator, machine, place.service.machines, context, problems);
  const gpus = accelerator?.count ?? found?.gpus ?? machine?.shape?.gpus ?? 0;
  const model = planModel(wish.model, `the variant '${name}'`, { ...context.images, accelerator: gpuModel(accelerator, found, gpus) }, problems);
  const replicas = planScaling(scaling, scaleOn, gpus, context.toZero, problems);
  const groups = isInCluster(place) && (accelerator || machine) ? groupsWithRoom(name, { accelerator, machine }, replicas, place, problems) : [];
  if (!model || (!isInCluster(place) && !found)) return undefined;
  return {
    name,
    weight,
    model,
    gpus,
    groups,
    scaling: replicas,
    machine: found,
    cpus: machine?.cpus,
    memoryGib: machine && memoryOf(machine),
  };
}

function findMachine(
  accelerator: Accelerator | undefined,
  machine: Machine | undefined,
  machines: MachineCatalogue,
  context: VariantContext,
  problems: Problems,
): MachinePlan | undefined {
  if (accelerator) return machineFor(accelerator, machines, context.images.region, context.acknowledged, problems);
  return machineOf(machine!, machines, problems);
}

function gpuModel(accelerator: Accelerator | undefined, machine: MachinePlan | undefined, gpus: number): string | undefined {
  if (accelerator) return accelerator.model;
  return gpus > 0 ? machine?.accelerator ?? 'gpu' : undefined;
}

function memoryOf({ kind, cpus, shape }: Machine): number {
  if (shape) return shape.memory.toGibibytes();
  return cpus * (kind === 'memory' ? 8 : 4);
}

function groupsWithRoom(
  name: string,
  wish: { readonly accelerator?: Accelerator; readonly machine?: Machine },
  { min }: ScalingPlan,
  { traits }: ClusterPlace,
  problems: Problems,
): readonly NodeGroupTraits[] {
  const fitting = traits.nodeGroups.filter((group) => hasMachine(group, wish));
  if (fitting.length === 0) {
    problems.add('serving/accelerator', `a replica of '${name}' needs ${wished(wish)}, but no group of the cluster '${traits.clusterName}' has that; it has ${groupsText(traits)}: take one of these, or add a group`);
    return [];
  }
  const room = fitting.reduce((sum, { gpus, maxNodes }) => sum + maxNodes * perNode(gpus, wish), 0);
  if (wish.accelerator && room < min) {
    problems.add('serving/quota', `at least ${min} replicas of '${name}' are asked for, but the groups have room for ${room}: ask for fewer, or let a group grow`);
  }
  return fitting;
}
