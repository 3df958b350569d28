/**
 * The longest run: 7 days, which is also what Vertex AI takes where none is given.
 *
 * Source: `timeout` in https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec#Scheduling
 */
export const LONGEST_RUN_DAYS = 7;

/**
 * What a node boots from, and its size in GiB where nobody says: `pd-ssd` but for A3 Ultra and A4, which take Hyperdisk only.
 *
 * Source: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/DiskSpec
 */
export const BOOT_DISKS = { 'pd-balanced': 'pd-ssd', 'hyperdisk-balanced': 'hyperdisk-balanced' } as const;
export const BOOT_DISK_GIB = { withGpus: 200, withoutGpus: 100 } as const;

/** Where Cloud Storage FUSE has the buckets in a container of training: https://docs.cloud.google.com/vertex-ai/docs/training/cloud-storage-file-system */
export const BUCKETS_FOLDER = '/gcs';

/** The key of a reservation's name: https://docs.cloud.google.com/vertex-ai/docs/training/use-reservations; the value is its full name. */
export const RESERVATION_KEY = 'compute.googleapis.com/reservation-name';

/**
 * The quota for GPUs by what Vertex AI calls them, which is another than that of Compute Engine: a Spot VM takes the one with `preemptible_`.
 *
 * Sources: https://docs.cloud.google.com/vertex-ai/docs/quotas#training, and for both names of the H100
 * https://github.com/salander0411/vertex-training-llama-factory-recipe; that of the B200 is formed as the others are.
 */
const GPU_QUOTAS: Readonly<Record<string, string>> = {
  NVIDIA_TESLA_T4: 'nvidia_t4_gpus',
  NVIDIA_L4: 'nvidia_l4_gpus',
  NVIDIA_TESLA_A100: 'nvidia_a100_gpus',
  NVIDIA_A100_80GB: 'nvidia_a100_80gb_gpus',
  NVIDIA_H100_80GB: 'nvidia_h100_gpus',
  NVIDIA_H100_MEGA_80GB: 'nvidia_h100_mega_gpus',
  NVIDIA_H200_141GB: 'nvidia_h200_gpus',
  NVIDIA_B200: 'nvidia_b200_gpus',
};

/** What a machine takes beside its GPUs: `custom_model_training_n2_cpus`; an N1 counts among those without a family. Same source. */
const CPU_QUOTAS: Readonly<Record<string, string>> = { n1: 'cpus', n2: 'n2_cpus', g2: 'g2_cpus', a2: 'a2_cpus' };

/** The name of a quota of training, by what is counted; none for what is newer than this version. */
export function trainingQuota(counted: { readonly accelerator: string } | { readonly family: string }, spot: boolean): string | undefined {
  const what = 'accelerator' in counted ? GPU_QUOTAS[counted.accelerator] : spot ? 'cpus' : CPU_QUOTAS[counted.family];
  return what && `aiplatform.googleapis.com/custom_model_training_${spot ? 'preemptible_' : ''}${what}`;
}

/**
 * What the agent of Vertex AI needs to put runs into a network: it lets itself into the network attachment. The documented `roles/compute.networkAdmin` could
 * change the whole network, these are what the same page names for a role of one's own.
 *
 * Source: https://docs.cloud.google.com/vertex-ai/docs/general/vpc-psc-i-setup
 */
export const NETWORK_AGENT_PERMISSIONS: readonly string[] = ['compute.networkAttachments.get', 'compute.networkAttachments.update', 'compute.regionOperations.get'];

/** What it needs to take machines of a reservation of the project: https://docs.cloud.google.com/vertex-ai/docs/training/use-reservations (`roles/compute.viewer` there). */
export const RESERVATION_AGENT_ROLE = 'roles/compute.viewer';
