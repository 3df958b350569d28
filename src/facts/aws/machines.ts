/** Which of EC2's quotas the vCPUs of a machine count against; the quotas are in `compute-quotas.ts`. */
export type QuotaClass = 'Standard' | 'G' | 'P4' | 'P5' | 'P6';

/** What this library knows of one EC2 instance type. */
export interface MachineFacts {
  /** The model of its GPUs. */
  readonly accelerator?: string;
  readonly gpus: number;
  readonly cpus: number;
  readonly memoryGib: number;
  /** Joined by a fabric, the Elastic Fabric Adapter, for training across nodes. */
  readonly fabric: boolean;
  /** How many `vpc.amazonaws.com/efa` a pod that has the node to itself asks for; absent where there is no fabric. */
  readonly fabricInterfaces?: number;
  /** The quota that its vCPUs count against, on demand and spot. */
  readonly quotaClass: QuotaClass;
}

/**
 * EC2 instance types: vCPUs, memory, GPUs and EFA interfaces as the API of EC2 describes them, read in the table that Karpenter makes of it:
 * https://karpenter.sh/v1.14/reference/instance-types/. Fractions of a GPU (g6f, gr6f) are left out, and Gr6, which is G6 with more memory.
 *
 * Of those with the same GPUs the first is the usual one, and that is this library's choice: with one T4, L4 or A10G `2xlarge`, the smallest whose memory (32 GiB)
 * is larger than the GPU's (16 or 24 GB), so that what is loaded into the GPU has room beside it; with four or eight GPUs the smallest; with H200 P5en, which
 * more regions have than P5e (`accelerator-regions.ts`). Eight T4 are on bare metal only.
 */
export const MACHINES: Readonly<Record<string, MachineFacts>> = {
  'g4dn.2xlarge': { accelerator: 't4', gpus: 1, cpus: 8, memoryGib: 32, fabric: false, quotaClass: 'G' },
  'g4dn.xlarge': { accelerator: 't4', gpus: 1, cpus: 4, memoryGib: 16, fabric: false, quotaClass: 'G' },
  'g4dn.4xlarge': { accelerator: 't4', gpus: 1, cpus: 16, memoryGib: 64, fabric: false, quotaClass: 'G' },
  'g4dn.8xlarge': { accelerator: 't4', gpus: 1, cpus: 32, memoryGib: 128, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g4dn.16xlarge': { accelerator: 't4', gpus: 1, cpus: 64, memoryGib: 256, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g4dn.12xlarge': { accelerator: 't4', gpus: 4, cpus: 48, memoryGib: 192, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g4dn.metal': { accelerator: 't4', gpus: 8, cpus: 96, memoryGib: 384, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g6.2xlarge': { accelerator: 'l4', gpus: 1, cpus: 8, memoryGib: 32, fabric: false, quotaClass: 'G' },
  'g6.xlarge': { accelerator: 'l4', gpus: 1, cpus: 4, memoryGib: 16, fabric: false, quotaClass: 'G' },
  'g6.4xlarge': { accelerator: 'l4', gpus: 1, cpus: 16, memoryGib: 64, fabric: false, quotaClass: 'G' },
  'g6.8xlarge': { accelerator: 'l4', gpus: 1, cpus: 32, memoryGib: 128, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g6.16xlarge': { accelerator: 'l4', gpus: 1, cpus: 64, memoryGib: 256, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g6.12xlarge': { accelerator: 'l4', gpus: 4, cpus: 48, memoryGib: 192, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g6.24xlarge': { accelerator: 'l4', gpus: 4, cpus: 96, memoryGib: 384, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g6.48xlarge': { accelerator: 'l4', gpus: 8, cpus: 192, memoryGib: 768, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g5.2xlarge': { accelerator: 'a10g', gpus: 1, cpus: 8, memoryGib: 32, fabric: false, quotaClass: 'G' },
  'g5.xlarge': { accelerator: 'a10g', gpus: 1, cpus: 4, memoryGib: 16, fabric: false, quotaClass: 'G' },
  'g5.4xlarge': { accelerator: 'a10g', gpus: 1, cpus: 16, memoryGib: 64, fabric: false, quotaClass: 'G' },
  'g5.8xlarge': { accelerator: 'a10g', gpus: 1, cpus: 32, memoryGib: 128, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g5.16xlarge': { accelerator: 'a10g', gpus: 1, cpus: 64, memoryGib: 256, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g5.12xlarge': { accelerator: 'a10g', gpus: 4, cpus: 48, memoryGib: 192, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g5.24xlarge': { accelerator: 'a10g', gpus: 4, cpus: 96, memoryGib: 384, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'g5.48xlarge': { accelerator: 'a10g', gpus: 8, cpus: 192, memoryGib: 768, fabric: true, fabricInterfaces: 1, quotaClass: 'G' },
  'p4d.24xlarge': { accelerator: 'a100-40gb', gpus: 8, cpus: 96, memoryGib: 1152, fabric: true, fabricInterfaces: 4, quotaClass: 'P4' },
  'p4de.24xlarge': { accelerator: 'a100-80gb', gpus: 8, cpus: 96, memoryGib: 1152, fabric: true, fabricInterfaces: 4, quotaClass: 'P4' },
  'p5.4xlarge': { accelerator: 'h100', gpus: 1, cpus: 16, memoryGib: 256, fabric: true, fabricInterfaces: 1, quotaClass: 'P5' },
  'p5.48xlarge': { accelerator: 'h100', gpus: 8, cpus: 192, memoryGib: 2048, fabric: true, fabricInterfaces: 32, quotaClass: 'P5' },
  'p5en.48xlarge': { accelerator: 'h200', gpus: 8, cpus: 192, memoryGib: 2048, fabric: true, fabricInterfaces: 16, quotaClass: 'P5' },
  'p5e.48xlarge': { accelerator: 'h200', gpus: 8, cpus: 192, memoryGib: 2048, fabric: true, fabricInterfaces: 32, quotaClass: 'P5' },
  'p6-b200.48xlarge': { accelerator: 'b200', gpus: 8, cpus: 192, memoryGib: 2048, fabric: true, fabricInterfaces: 8, quotaClass: 'P6' },
  'm7i.large': { gpus: 0, cpus: 2, memoryGib: 8, fabric: false, quotaClass: 'Standard' },
  'm7i.xlarge': { gpus: 0, cpus: 4, memoryGib: 16, fabric: false, quotaClass: 'Standard' },
  'm7i.2xlarge': { gpus: 0, cpus: 8, memoryGib: 32, fabric: false, quotaClass: 'Standard' },
  'm7i.4xlarge': { gpus: 0, cpus: 16, memoryGib: 64, fabric: false, quotaClass: 'Standard' },
  'm7i.8xlarge': { gpus: 0, cpus: 32, memoryGib: 128, fabric: false, quotaClass: 'Standard' },
  'm7i.12xlarge': { gpus: 0, cpus: 48, memoryGib: 192, fabric: false, quotaClass: 'Standard' },
  'm7i.16xlarge': { gpus: 0, cpus: 64, memoryGib: 256, fabric: false, quotaClass: 'Standard' },
  'm7i.24xlarge': { gpus: 0, cpus: 96, memoryGib: 384, fabric: false, quotaClass: 'Standard' },
  'r7i.large': { gpus: 0, cpus: 2, memoryGib: 16, fabric: false, quotaClass: 'Standard' },
  'r7i.xlarge': { gpus: 0, cpus: 4, memoryGib: 32, fabric: false, quotaClass: 'Standard' },
  'r7i.2xlarge': { gpus: 0, cpus: 8, memoryGib: 64, fabric: false, quotaClass: 'Standard' },
  'r7i.4xlarge': { gpus: 0, cpus: 16, memoryGib: 128, fabric: false, quotaClass: 'Standard' },
  'r7i.8xlarge': { gpus: 0, cpus: 32, memoryGib: 256, fabric: false, quotaClass: 'Standard' },
  'r7i.12xlarge': { gpus: 0, cpus: 48, memoryGib: 384, fabric: false, quotaClass: 'Standard' },
  'r7i.16xlarge': { gpus: 0, cpus: 64, memoryGib: 512, fabric: false, quotaClass: 'Standard' },
  'r7i.24xlarge': { gpus: 0, cpus: 96, memoryGib: 768, fabric: false, quotaClass: 'Standard' },
};

/** Machines with 4 GiB a vCPU, by their vCPUs: https://aws.amazon.com/ec2/instance-types/m7i/ */
export const GENERAL: Readonly<Record<number, string>> = {
  2: 'm7i.large',
  4: 'm7i.xlarge',
  8: 'm7i.2xlarge',
  16: 'm7i.4xlarge',
  32: 'm7i.8xlarge',
  64: 'm7i.16xlarge',
  96: 'm7i.24xlarge',
};

/** Machines with 8 GiB a vCPU, by their vCPUs: https://aws.amazon.com/ec2/instance-types/r7i/ */
export const MEMORY: Readonly<Record<number, string>> = {
  2: 'r7i.large',
  4: 'r7i.xlarge',
  8: 'r7i.2xlarge',
  16: 'r7i.4xlarge',
  32: 'r7i.8xlarge',
  64: 'r7i.16xlarge',
  96: 'r7i.24xlarge',
};

/** Those machines of node groups that are joined by a fabric, each once: what its device plugin runs on. */
export function fabricMachines(groups: readonly { readonly machine?: { readonly name: string } }[]): string[] {
  const names = groups.flatMap(({ machine }) => machine?.name ?? []);
  return [...new Set(names)].filter((name) => MACHINES[name]?.fabricInterfaces);
}
