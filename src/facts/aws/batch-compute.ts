/** How AWS Batch buys machines: https://docs.aws.amazon.com/batch/latest/userguide/allocation-strategies.html. With these it changes what it has in place. */
export function batchCapacity(capacity: string): { readonly type: string; readonly allocationStrategy: string } {
  return capacity === 'spot'
    ? { type: 'SPOT', allocationStrategy: 'SPOT_PRICE_CAPACITY_OPTIMIZED' }
    : { type: 'EC2', allocationStrategy: 'BEST_FIT_PROGRESSIVE' };
}

/** Images with the agent of ECS, and the driver where there are GPUs: https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html */
export function batchImage(gpus: number): string {
  return gpus > 0 ? 'ECS_AL2023_NVIDIA' : 'ECS_AL2023';
}

/** The one disk of these images: https://docs.aws.amazon.com/batch/latest/userguide/launch-templates.html */
export const BATCH_ROOT_DEVICE = '/dev/xvda';

/** The disk of a node in GiB, where nobody says it; images with drivers and frameworks are tens of GB large. */
export function batchDisk(gpus: number): number {
  return gpus > 0 ? 200 : 100;
}

/**
 * The share of a machine's memory that a container may ask for. The kernel takes 2.5 percent of 8 GiB before the agent counts, and AWS has 5 percent left free;
 * a container that asks for more than a machine registers is never placed.
 * https://docs.aws.amazon.com/batch/latest/userguide/memory-management.html, https://docs.aws.amazon.com/batch/latest/userguide/ecs-reserved-memory.html
 */
const USABLE = 0.9;

/** What a container may ask for, in MiB. */
export function batchMemory(memoryGib: number): number {
  return Math.floor(memoryGib * 1024 * USABLE);
}

/** The shared memory of a container in MiB, by which loaders of data and GPUs of one node speak: half of its memory, as Linux has it. https://docs.kernel.org/filesystems/tmpfs.html */
export function batchSharedMemory(memoryGib: number): number {
  return Math.floor(batchMemory(memoryGib) / 2);
}

/**
 * A change of the machines ends what runs after so many minutes, the most there are; a run then starts again from its checkpoints.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdatePolicy.html
 */
export const BATCH_UPDATE = { jobExecutionTimeoutMinutes: 360, terminateJobsOnUpdate: false } as const;

/** The most machines at once: those of as many runs as the bound on CPUs has room for. */
export function mostMachines({ nodes, place: { machine, maxCpus } }: {
  readonly nodes: { readonly max: number };
  readonly place: { readonly machine: { readonly cpus: number }; readonly maxCpus: number };
}): number {
  return Math.max(nodes.max, Math.floor(maxCpus / machine.cpus));
}

/** What of a job says where its nodes lie. */
interface GangFacts {
  readonly nodes: { readonly max: number };
  readonly place: { readonly capacity: string; readonly machine: { readonly fabric: boolean } };
}

/**
 * Nodes that are joined by a fabric lie close together, in one zone, unless they lie where they were reserved.
 * https://docs.aws.amazon.com/batch/latest/userguide/mnp-ce.html
 */
export function liesClose({ nodes, place }: GangFacts): boolean {
  return nodes.max > 1 && place.machine.fabric && place.capacity !== 'reservation';
}
