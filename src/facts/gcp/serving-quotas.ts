/**
 * The quota for GPUs that serve, by what Vertex AI calls them.
 *
 * Sources: https://docs.cloud.google.com/vertex-ai/docs/quotas, and names in use in
 * https://github.com/GoogleCloudPlatform/vertex-ai-samples; those of the H200 and the B200 are formed as the others are.
 */
const GPUS: Readonly<Record<string, string>> = {
  NVIDIA_TESLA_T4: 'nvidia_t4_gpus',
  NVIDIA_L4: 'nvidia_l4_gpus',
  NVIDIA_TESLA_A100: 'nvidia_a100_gpus',
  NVIDIA_A100_80GB: 'nvidia_a100_80gb_gpus',
  NVIDIA_H100_80GB: 'nvidia_h100_gpus',
  NVIDIA_H100_MEGA_80GB: 'nvidia_h100_mega_gpus',
  NVIDIA_H200_141GB: 'nvidia_h200_gpus',
  NVIDIA_B200: 'nvidia_b200_gpus',
};

/** What a machine takes beside its GPUs. Same source; an N1 counts among those without a family. */
const CPUS: Readonly<Record<string, string>> = { n1: 'cpus', n2: 'n2_cpus', g2: 'g2_cpus', a2: 'a2_cpus' };

/** The name of a quota of serving, by what is counted; none for what is newer than this version. */
export function servingQuota(counted: { readonly accelerator: string } | { readonly family: string }): string | undefined {
  const what = 'accelerator' in counted ? GPUS[counted.accelerator] : CPUS[counted.family];
  return what && `aiplatform.googleapis.com/custom_model_serving_${what}`;
}
