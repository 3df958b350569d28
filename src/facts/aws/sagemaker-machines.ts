import { machinesIn } from './accelerator-regions';
import { GENERAL, MachineFacts, MACHINES, MEMORY } from './machines';

/**
 * The machines of EC2 that train on SageMaker under the name `ml.<name>`: `TrainingInstanceType` of botocore 1.44.5,
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html. Of those that `machines.ts` has, bare metal alone is missing.
 */
const METAL = /\.metal$/;

const managed = <T>(machines: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(
  Object.entries(machines).filter(([name]) => !METAL.test(name)).map(([name, facts]) => [`ml.${name}`, facts]),
);

const named = (sizes: Readonly<Record<number, string>>): Record<number, string> => Object.fromEntries(
  Object.entries(sizes).map(([cpus, name]) => [Number(cpus), `ml.${name}`]),
);

/** The machines of SageMaker, those of a region where it is known. */
export function trainingMachines(region?: string): Readonly<Record<string, MachineFacts>> {
  return managed(region === undefined ? MACHINES : machinesIn(region));
}

/** Machines with 4 GiB a vCPU, by their vCPUs. */
export const TRAINING_GENERAL = named(GENERAL);

/** Machines with 8 GiB a vCPU, by their vCPUs. */
export const TRAINING_MEMORY = named(MEMORY);

/**
 * Families that bring disks of their own: SageMaker gives them no other, and takes no key for them, since the machine encrypts them itself.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html#sagemaker-Type-ResourceConfig-VolumeKmsKeyId,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html#instance-store-volumes
 */
const OWN_DISKS = /^ml\.(?:[a-z]\d[a-z]*d[a-z]*|g4dn|g5|g6|g6e|g7e|p4d|p4de|p5|p5e|p5en|p6-b200|p6-b300|p6e-gb200|trn1|trn1n|trn2)\./;

/** Whether a machine has disks that are there anyhow. */
export function hasOwnDisks(machine: string): boolean {
  return OWN_DISKS.test(machine);
}
