import { Problems, Refusal, requireCapability, Target } from '../private';
import { Accelerator, Capacity, Machine } from '../training';
import { MachineCatalogue, machineFor, machineOf, MachinePlan } from '../training/machine-catalogue';
import { Duration } from '../units';
import { JobNodes } from './job-nodes';
import { Launcher } from './launcher';
import { TrainingBackend } from './training-backend';

/** A service of the cloud that runs jobs, as a target hands it to a plan. */
export interface JobService {
  /** As its users call it: `SageMaker`. */
  readonly name: string;
  readonly machines: MachineCatalogue;
  /** The launchers that it has no way for. */
  readonly launchers: Partial<Record<Launcher, Refusal>>;
  readonly longestRun: Duration;
  /** The most nodes of one run; absent where the service names none. */
  readonly mostNodes?: number;
}

/** Where a job runs when a service of the cloud runs it. */
export interface ServicePlace {
  readonly kind: 'managed' | 'batch';
  readonly machine: MachinePlan;
  readonly capacity: 'on-demand' | 'spot' | 'reservation';
  readonly reservationId?: string;
  readonly keepWarmSeconds?: number;
  readonly maxCpus: number;
}

export interface ServiceWish {
  readonly target: Target;
  /** Absent where the target lacks the service. */
  readonly service?: JobService;
  readonly backend: TrainingBackend;
  readonly launcher: Launcher;
  readonly framework: string;
  readonly nodes: JobNodes;
  readonly accelerator?: Accelerator;
  readonly machine?: Machine;
  readonly capacity: Capacity;
  readonly retries?: number;
  readonly maxRunTime: Duration;
  readonly region?: string;
  readonly acknowledged: readonly string[];
}

/** Finds a job's machines with a service; notes what the service lacks. */
export function planServicePlace(wish: ServiceWish, problems: Problems): ServicePlace | undefined {
  const { target, service, backend, capacity, nodes } = wish;
  const kind = backend.kind as 'managed' | 'batch';
  requireServiceCapabilities(wish, kind, problems);
  if (nodes.min !== nodes.max) {
    problems.add('job/elastic', `the job is to run on ${nodes.min} to ${nodes.max} nodes, but a service of the cloud starts all of them or none: give Scaling.fixed(…), or take TrainingBackend.cluster(…)`);
  }
  if (!service) return undefined;
  const refusal = service.launchers[wish.launcher];
  if (refusal) problems.add('job/framework', `${wish.framework} is asked for, but ${service.name} on ${target.name} cannot: ${refusal.reason}; ${refusal.alternative}`);
  checkLimits(wish, service, problems);
  const machine = findMachine(wish, service, problems);
  if (!machine) return undefined;
  const { keepWarm } = backend._managedOptions ?? {};
  return {
    kind,
    machine,
    capacity: capacity.kind as ServicePlace['capacity'],
    reservationId: capacity.reservationId,
    keepWarmSeconds: keepWarm?.toSeconds(),
    maxCpus: backend._batchOptions?.maxCpus ?? machine.cpus * nodes.max,
  };
}

function requireServiceCapabilities({ target, backend, capacity, retries }: ServiceWish, kind: 'managed' | 'batch', problems: Problems): void {
  if (kind === 'batch') {
    requireCapability(target, 'job/batch-service', 'AWS Batch is to run the job', problems);
    return;
  }
  requireCapability(target, 'job/managed-service', "the cloud's own service is to run the job", problems);
  const { keepWarm } = backend._managedOptions ?? {};
  if (keepWarm) requireCapability(target, 'job/keep-warm', `machines are to stay ${keepWarm} after a run`, problems);
  if (capacity.kind === 'spot') requireCapability(target, 'job/managed-spot', 'the job is to run on spot machines', problems);
  if (capacity.kind === 'reservation') requireCapability(target, 'job/managed-reservation', 'the job is to run on a reservation', problems);
  if (retries !== undefined) requireCapability(target, 'job/managed-retries', `a run is to start again ${retries} times`, problems);
}

function checkLimits(wish: ServiceWish, { name, longestRun, mostNodes }: JobService, problems: Problems): void {
  const { maxRunTime, nodes, backend, machine, accelerator } = wish;
  if (maxRunTime.toSeconds() > longestRun.toSeconds()) {
    problems.add('job/run-time', `a run may take ${maxRunTime}, but ${name} ends each after ${longestRun}: give less`);
  }
  if (mostNodes !== undefined && nodes.max > mostNodes) problems.add('job/nodes', `${nodes.max} nodes are asked for, but a run of ${name} has at most ${mostNodes}: give fewer, with more GPUs each`);
  const maxCpus = backend._batchOptions?.maxCpus;
  if (maxCpus !== undefined && (!Number.isInteger(maxCpus) || maxCpus < 1)) problems.add('job/max-cpus', `${maxCpus} CPUs at once cannot be: give a whole number, 1 or more`);
  if (maxCpus !== undefined && machine && !accelerator && maxCpus < machine.cpus * nodes.max) {
    problems.add('job/max-cpus', `a run needs ${machine.cpus * nodes.max} CPUs, but at most ${maxCpus} may run at once, so that none would ever start: give more`);
  }
}

function findMachine(wish: ServiceWish, { machines }: JobService, problems: Problems): MachinePlan | undefined {
  const { accelerator, machine, region, acknowledged } = wish;
  if (accelerator) return machineFor(accelerator, machines, region, acknowledged, problems);
  return machine && machineOf(machine, machines, problems);
}
