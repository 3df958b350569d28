import { nearest, Problems } from '../private';
import { Accelerator } from './accelerator';
import { ACCELERATORS, AcceleratorModel } from './accelerator-models';
import { Machine } from './machine';

/** What the almanac of a cloud says of one machine. */
export interface MachineFacts {
  readonly accelerator?: string;
  readonly gpus: number;
  readonly cpus: number;
  readonly memoryGib: number;
  /** Joined by a fabric for training across nodes. */
  readonly fabric: boolean;
  /** How many interfaces of the fabric a pod that has the node to itself asks for; absent where pods need not ask. */
  readonly fabricInterfaces?: number;
}

/** The machines of a cloud, as a target hands them to a plan. */
export interface MachineCatalogue {
  /** The cloud, for messages. */
  readonly cloud: string;
  /** By name; of those that carry the same GPUs the first is the usual one. */
  readonly machines: Readonly<Record<string, MachineFacts>>;
  /** Names of machines with 4 GiB a CPU, by their CPUs. */
  readonly general: Readonly<Record<number, string>>;
  /** Names of machines with 8 GiB a CPU, by their CPUs. */
  readonly memory: Readonly<Record<number, string>>;
  /** The regions that offer an accelerator, by its model; absent where the cloud publishes no list that could be trusted. */
  readonly regions?: Readonly<Record<string, readonly string[]>>;
}

/** A machine that was found or believed. */
export interface MachinePlan extends MachineFacts {
  readonly name: string;
}

/** The machine that carries an accelerator; notes what the cloud or the region lacks, with what comes nearest. */
export function machineFor(
  accelerator: Accelerator,
  catalogue: MachineCatalogue,
  region: string | undefined,
  acknowledged: readonly string[],
  problems: Problems,
): MachinePlan | undefined {
  const carrying = Object.entries(catalogue.machines).filter(([, facts]) => facts.accelerator === accelerator.model);
  if (carrying.length === 0) {
    problems.add(
      'training/accelerator-unavailable',
      `${catalogue.cloud} has no ${accelerator.model}; nearest to it there is ${nearestModel(accelerator.model, offered(catalogue))}: take that, or name a machine with Machine.custom`,
    );
    return undefined;
  }
  requireOffered(accelerator, catalogue, region, acknowledged, problems);
  const [found] = carrying.filter(([, { gpus }]) => gpus === accelerator.count);
  if (!found) {
    const counts = [...new Set(carrying.map(([, { gpus }]) => gpus))].sort((a, b) => a - b);
    problems.add(
      'training/accelerator-count',
      `no machine of ${catalogue.cloud} has ${accelerator.count} ${accelerator.model}: there are machines with ${counts.join(', ')}; give one of these, and more nodes`,
    );
    return undefined;
  }
  return { name: found[0], ...found[1] };
}

/** The machine that was asked for by its size or by its name. */
export function machineOf(machine: Machine, catalogue: MachineCatalogue, problems: Problems): MachinePlan | undefined {
  if (machine.kind === 'custom') return customMachine(machine, catalogue.machines[machine.name!]);
  const sizes = machine.kind === 'general' ? catalogue.general : catalogue.memory;
  const name = sizes[machine.cpus];
  if (!name) {
    problems.add('training/machine-size', `${catalogue.cloud} has no ${machine.kind} machine of ${machine.cpus} CPUs: there are ${Object.keys(sizes).join(', ')}`);
    return undefined;
  }
  return { name, ...catalogue.machines[name]! };
}

/** What the user says of a machine; what only the almanac knows of it is kept. */
export function customMachine({ name, shape }: Machine, known?: MachineFacts): MachinePlan {
  return {
    name: name!,
    accelerator: known?.accelerator,
    gpus: shape!.gpus ?? 0,
    cpus: shape!.cpus,
    memoryGib: shape!.memory.toGibibytes(),
    fabric: known?.fabric ?? false,
    fabricInterfaces: known?.fabricInterfaces,
  };
}

function requireOffered(
  { model }: Accelerator,
  catalogue: MachineCatalogue,
  region: string | undefined,
  acknowledged: readonly string[],
  problems: Problems,
): void {
  const known = catalogue.regions;
  const regions = known?.[model] ?? [];
  if (!known || region === undefined || regions.includes(region) || acknowledged.includes('training/accelerator-region')) return;
  const here = offered(catalogue).filter((other) => known[other]?.includes(region));
  const instead = here.length > 0 ? `nearest to it there is ${nearestModel(model, here)}` : 'nor any other accelerator';
  problems.add(
    'training/accelerator-region',
    `'${region}' has no ${model}, ${instead}; the nearest region that has it is '${nearest(region, regions)}': `
      + "change one of the two, or acknowledge 'training/accelerator-region' if the region has it since",
  );
}

function offered({ machines }: MachineCatalogue): AcceleratorModel[] {
  return ACCELERATORS.filter((model) => Object.values(machines).some(({ accelerator }) => accelerator === model));
}

/** By size; the larger one of two that are as near. */
function nearestModel(model: string, candidates: readonly AcceleratorModel[]): string {
  const rank = (name: string) => (ACCELERATORS as readonly string[]).indexOf(name);
  const distance = (name: string) => Math.abs(rank(name) - rank(model)) - (rank(name) > rank(model) ? 0.5 : 0);
  return [...candidates].sort((a, b) => distance(a) - distance(b))[0]!;
}
