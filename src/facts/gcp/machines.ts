/** One machine type of Compute Engine that a node pool of GKE can have. */
export interface MachineFacts {
  /** The model of its GPUs, by the word of core's `Accelerator`. */
  readonly accelerator?: string;
  /** What `guest_accelerator.type` and the label `cloud.google.com/gke-accelerator` call it. */
  readonly acceleratorType?: string;
  readonly gpus: number;
  readonly cpus: number;
  readonly memoryGib: number;
  /** Whether its GPUs reach those of other machines by GPUDirect. */
  readonly fabric: boolean;
  /** Whether a node pool of it is known to take a placement policy of type COMPACT. */
  readonly compactPlacement: boolean;
  /** The disks of 375 GB that come with it, whether asked for or not; `ephemeral_storage_local_ssd_config` has to name this number. */
  readonly localSsds?: number;
  /** What it boots from. */
  readonly bootDisk: 'pd-balanced' | 'hyperdisk-balanced';
  /** Absent where it is sold on demand; otherwise it has to be a Spot VM (or flex-start). */
  readonly spotOnly?: boolean;
  /** Set where it is not sold on demand: it is reserved, or a Spot VM (or flex-start). */
  readonly reservedOrSpot?: boolean;
}

const T4 = { accelerator: 't4', acceleratorType: 'nvidia-tesla-t4', fabric: false, compactPlacement: false, bootDisk: 'pd-balanced' } as const;
const L4 = { accelerator: 'l4', acceleratorType: 'nvidia-l4', fabric: false, compactPlacement: true, bootDisk: 'pd-balanced' } as const;
const A100_40 = { accelerator: 'a100-40gb', acceleratorType: 'nvidia-tesla-a100', fabric: false, compactPlacement: true, bootDisk: 'pd-balanced' } as const;
const A100_80 = { accelerator: 'a100-80gb', acceleratorType: 'nvidia-a100-80gb', fabric: false, compactPlacement: true, bootDisk: 'pd-balanced' } as const;
const H100 = { accelerator: 'h100', acceleratorType: 'nvidia-h100-80gb', bootDisk: 'pd-balanced' } as const;
const H100_PART = { ...H100, fabric: false, compactPlacement: false, spotOnly: true } as const;
const NODE_WITH_RDMA = {
  gpus: 8, cpus: 224, fabric: true, compactPlacement: false, localSsds: 32, bootDisk: 'hyperdisk-balanced', reservedOrSpot: true,
} as const;
const N2 = { gpus: 0, fabric: false, compactPlacement: true, bootDisk: 'pd-balanced' } as const;
const N4 = { gpus: 0, fabric: false, compactPlacement: false, bootDisk: 'hyperdisk-balanced' } as const;

/**
 * Machines with GPUs; of those with the same number of the same GPU the first is the sensible default. There is no A10G on Google Cloud.
 *
 * A T4 is attached to an N1, which is given 8 vCPUs for each; all other GPUs come with their machine. a3-highgpu-1g, -2g and -4g have to be Spot VMs or
 * flex-start: https://docs.cloud.google.com/ai-hypercomputer/docs/create/create-mig-with-a3-high-mega#limitations
 * A3 Ultra and A4 are not sold on demand:
 * https://docs.cloud.google.com/compute/docs/accelerator-optimized-machines#consumption_option_availability_by_machine_type, as read in September 2026 in
 * https://github.com/GoogleCloudPlatform/cluster-toolkit/pull/6279 and in https://github.com/dstackai/dstack/issues/3162.
 *
 * Sizes: https://docs.cloud.google.com/compute/docs/accelerator-optimized-machines, https://docs.cloud.google.com/compute/docs/gpus, compared with what the API
 * lists (https://github.com/skypilot-org/skypilot-catalog, catalogs/v8/gcp/vms.csv at 006059e) and https://github.com/Cyclenerd/google-cloud-pricing-cost-calculator
 * (build/gcp.yml, 2026-08-20: local disks). Names of the accelerators, boot disks and local disks of A3 and A4:
 * https://github.com/GoogleCloudPlatform/cluster-toolkit at 1047080 (pkg/config/machine_mappings.json, examples/gke-*, examples/machine-learning,
 * modules/compute/gke-node-pool/disk_definitions.tf). Compact placement (A100, L4 and H100; N2):
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/compact-placement; A3 Ultra and A4 lie together by their reservation, a COMPACT policy is not sure.
 */
const GPU_MACHINES: Readonly<Record<string, MachineFacts>> = {
  'n1-standard-8': { ...T4, gpus: 1, cpus: 8, memoryGib: 30 },
  'n1-standard-4': { ...T4, gpus: 1, cpus: 4, memoryGib: 15 },
  'n1-standard-16': { ...T4, gpus: 2, cpus: 16, memoryGib: 60 },
  'n1-standard-32': { ...T4, gpus: 4, cpus: 32, memoryGib: 120 },

  'g2-standard-12': { ...L4, gpus: 1, cpus: 12, memoryGib: 48 },
  'g2-standard-4': { ...L4, gpus: 1, cpus: 4, memoryGib: 16 },
  'g2-standard-8': { ...L4, gpus: 1, cpus: 8, memoryGib: 32 },
  'g2-standard-16': { ...L4, gpus: 1, cpus: 16, memoryGib: 64 },
  'g2-standard-32': { ...L4, gpus: 1, cpus: 32, memoryGib: 128 },
  'g2-standard-24': { ...L4, gpus: 2, cpus: 24, memoryGib: 96 },
  'g2-standard-48': { ...L4, gpus: 4, cpus: 48, memoryGib: 192 },
  'g2-standard-96': { ...L4, gpus: 8, cpus: 96, memoryGib: 384 },

  'a2-highgpu-1g': { ...A100_40, gpus: 1, cpus: 12, memoryGib: 85 },
  'a2-highgpu-2g': { ...A100_40, gpus: 2, cpus: 24, memoryGib: 170 },
  'a2-highgpu-4g': { ...A100_40, gpus: 4, cpus: 48, memoryGib: 340 },
  'a2-highgpu-8g': { ...A100_40, gpus: 8, cpus: 96, memoryGib: 680 },
  'a2-megagpu-16g': { ...A100_40, gpus: 16, cpus: 96, memoryGib: 1360 },

  'a2-ultragpu-1g': { ...A100_80, gpus: 1, cpus: 12, memoryGib: 170, localSsds: 1 },
  'a2-ultragpu-2g': { ...A100_80, gpus: 2, cpus: 24, memoryGib: 340, localSsds: 2 },
  'a2-ultragpu-4g': { ...A100_80, gpus: 4, cpus: 48, memoryGib: 680, localSsds: 4 },
  'a2-ultragpu-8g': { ...A100_80, gpus: 8, cpus: 96, memoryGib: 1360, localSsds: 8 },

  'a3-highgpu-1g': { ...H100_PART, gpus: 1, cpus: 26, memoryGib: 234, localSsds: 2 },
  'a3-highgpu-2g': { ...H100_PART, gpus: 2, cpus: 52, memoryGib: 468, localSsds: 4 },
  'a3-highgpu-4g': { ...H100_PART, gpus: 4, cpus: 104, memoryGib: 936, localSsds: 8 },
  'a3-highgpu-8g': { ...H100, gpus: 8, cpus: 208, memoryGib: 1872, fabric: true, compactPlacement: true, localSsds: 16 },
  // Twice the bandwidth between machines; not in asia-south1, asia-south2 and europe-west9.
  'a3-megagpu-8g': {
    ...H100,
    acceleratorType: 'nvidia-h100-mega-80gb',
    gpus: 8,
    cpus: 208,
    memoryGib: 1872,
    fabric: true,

    compactPlacement: true,
    localSsds: 16,
  },

  'a3-ultragpu-8g': { ...NODE_WITH_RDMA, accelerator: 'h200', acceleratorType: 'nvidia-h200-141gb', memoryGib: 2952 },
  'a4-highgpu-8g': { ...NODE_WITH_RDMA, accelerator: 'b200', acceleratorType: 'nvidia-b200', memoryGib: 3968 },
};

/** By the number of vCPUs: 4 GiB for each. N2 takes persistent disks as well as Hyperdisk: https://docs.cloud.google.com/compute/docs/general-purpose-machines#n2_series */
export const GENERAL: Readonly<Record<number, string>> = {
  2: 'n2-standard-2',
  4: 'n2-standard-4',
  8: 'n2-standard-8',
  16: 'n2-standard-16',
  32: 'n2-standard-32',
  48: 'n2-standard-48',
  64: 'n2-standard-64',
  80: 'n2-standard-80',
  96: 'n2-standard-96',
};

/** By the number of vCPUs: 8 GiB for each. Same source. */
export const MEMORY: Readonly<Record<number, string>> = {
  2: 'n2-highmem-2',
  4: 'n2-highmem-4',
  8: 'n2-highmem-8',
  16: 'n2-highmem-16',
  32: 'n2-highmem-32',
  48: 'n2-highmem-48',
  64: 'n2-highmem-64',
  80: 'n2-highmem-80',
  96: 'n2-highmem-96',
};

/** Regions without an N2, as the API lists them (catalogs/v8/gcp/vms.csv, see above); each has an N4. */
export const REGIONS_WITHOUT_N2: readonly string[] = ['asia-southeast3', 'europe-north2', 'northamerica-south1'];

/** The same as `GENERAL` there. N4 boots from Hyperdisk only: https://docs.cloud.google.com/compute/docs/general-purpose-machines#n4_series */
export const GENERAL_WITHOUT_N2: Readonly<Record<number, string>> = {
  2: 'n4-standard-2',
  4: 'n4-standard-4',
  8: 'n4-standard-8',
  16: 'n4-standard-16',
  32: 'n4-standard-32',
  48: 'n4-standard-48',
  64: 'n4-standard-64',
  80: 'n4-standard-80',
};

/** The same as `MEMORY` there. */
export const MEMORY_WITHOUT_N2: Readonly<Record<number, string>> = {
  2: 'n4-highmem-2',
  4: 'n4-highmem-4',
  8: 'n4-highmem-8',
  16: 'n4-highmem-16',
  32: 'n4-highmem-32',
  48: 'n4-highmem-48',
  64: 'n4-highmem-64',
  80: 'n4-highmem-80',
};

const sized = (names: Readonly<Record<number, string>>, gibPerCpu: number, family: Omit<MachineFacts, 'cpus' | 'memoryGib'>): Record<string, MachineFacts> =>
  Object.fromEntries(Object.entries(names).map(([cpus, name]) => [name, { ...family, cpus: Number(cpus), memoryGib: Number(cpus) * gibPerCpu }]));

/** Every machine type that a group can have, by its name; those with GPUs stand first. */
export const MACHINES: Readonly<Record<string, MachineFacts>> = {
  ...GPU_MACHINES,
  ...sized(GENERAL, 4, N2),
  ...sized(MEMORY, 8, N2),
  ...sized(GENERAL_WITHOUT_N2, 4, N4),
  ...sized(MEMORY_WITHOUT_N2, 8, N4),
};
