import { GENERAL, MachineFacts, MACHINES, MEMORY } from './machines';

/**
 * What Vertex AI calls the GPUs of a machine, by what GKE calls them: the enum `AcceleratorType` of
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/MachineSpec. The number of GPUs is said for every machine, also where it has them by itself.
 */
export const VERTEX_ACCELERATORS: Readonly<Record<string, string>> = {
  'nvidia-tesla-t4': 'NVIDIA_TESLA_T4',
  'nvidia-l4': 'NVIDIA_L4',
  'nvidia-tesla-a100': 'NVIDIA_TESLA_A100',
  'nvidia-a100-80gb': 'NVIDIA_A100_80GB',
  'nvidia-h100-80gb': 'NVIDIA_H100_80GB',
  'nvidia-h100-mega-80gb': 'NVIDIA_H100_MEGA_80GB',
  'nvidia-h200-141gb': 'NVIDIA_H200_141GB',
  'nvidia-b200': 'NVIDIA_B200',
};

/** N2 has 2 CPUs as n2-highmem only, and ends at 80; N4 is not taken. */
const MOST_CPUS = 80;
const ofTraining = (names: Readonly<Record<number, string>>, least: number): Record<number, string> =>
  Object.fromEntries(Object.entries(names).filter(([cpus]) => Number(cpus) >= least && Number(cpus) <= MOST_CPUS));

/** Machines without GPUs for training, with 4 GiB a CPU: https://docs.cloud.google.com/vertex-ai/docs/training/configure-compute#machine-types */
export const VERTEX_GENERAL = ofTraining(GENERAL, 4);

/** The same with 8 GiB a CPU. */
export const VERTEX_MEMORY = ofTraining(MEMORY, 2);

const TAKEN = new Set([...Object.values(VERTEX_GENERAL), ...Object.values(VERTEX_MEMORY)]);

/**
 * The machines that a run can have: those of Compute Engine with GPUs that Vertex AI has a name for, and N2. Which are not sold on demand is the same in both.
 *
 * Source: https://docs.cloud.google.com/vertex-ai/docs/training/configure-compute
 */
export const VERTEX_MACHINES: Readonly<Record<string, MachineFacts>> = Object.fromEntries(
  Object.entries(MACHINES).filter(([name, { acceleratorType }]) => (acceleratorType ? acceleratorType in VERTEX_ACCELERATORS : TAKEN.has(name))),
);
