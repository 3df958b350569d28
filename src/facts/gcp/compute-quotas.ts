/** A quota of Compute Engine that machines use up, in their region. */
export interface ComputeQuota {
  /** What Cloud Quotas and the label `quota_metric` call it. */
  readonly metric: string;
  /** Which of several models that share the quota is meant: the dimension `gpu_family`, or `vm_family` for machines without a GPU. Absent where it is one of its own. */
  readonly family?: string;
}

/** The quotas for machines that run until they are stopped and for those that can be taken away. */
export interface ComputeQuotas {
  readonly onDemand: ComputeQuota;
  /** Flex-start uses it up as well. */
  readonly spot: ComputeQuota;
}

const gpus = (name: string): ComputeQuotas => ({
  onDemand: { metric: `compute.googleapis.com/nvidia_${name}_gpus` },
  spot: { metric: `compute.googleapis.com/preemptible_nvidia_${name}_gpus` },
});

const gpuFamily = (name: string): ComputeQuotas => ({
  onDemand: { metric: 'compute.googleapis.com/gpus_per_gpu_family', family: `NVIDIA_${name.toUpperCase()}` },
  spot: { metric: `compute.googleapis.com/preemptible_nvidia_${name}_gpus` },
});

/**
 * The quota for GPUs, by what `guest_accelerator.type` calls them. From the H100 on, all models share one quota on demand and each has its own on Spot.
 * An account that is new has 0 of most. The limit on GPUs of all regions together (`gpus_all_regions`, location `global`) counts too.
 *
 * Sources: https://docs.cloud.google.com/compute/resource-usage#gpu_quota, https://docs.cloud.google.com/docs/quotas/terminology (`gpu_family`),
 * https://docs.skypilot.co/en/latest/cloud-setup/quota.html (H100: GPUS_PER_GPU_FAMILY, all others a quota of their own); the families NVIDIA_H100,
 * NVIDIA_H100_MEGA, NVIDIA_H200 and NVIDIA_B200 and the PREEMPTIBLE-… ids are those that `gcloud quotas info list --service=compute.googleapis.com` returns (2026-09).
 */
export const GPU_QUOTAS: Readonly<Record<string, ComputeQuotas>> = {
  'nvidia-tesla-t4': gpus('t4'),
  'nvidia-l4': gpus('l4'),
  'nvidia-tesla-a100': gpus('a100'),
  'nvidia-a100-80gb': gpus('a100_80gb'),
  'nvidia-h100-80gb': gpuFamily('h100'),
  'nvidia-h100-mega-80gb': gpuFamily('h100_mega'),
  'nvidia-h200-141gb': gpuFamily('h200'),
  'nvidia-b200': gpuFamily('b200'),
};

const PREEMPTIBLE_CPUS: ComputeQuota = { metric: 'compute.googleapis.com/preemptible_cpus' };

/**
 * The quota for vCPUs, by the family that a machine type starts with. A Spot VM uses up the one for Spot if the project ever asked for it, else the other.
 * G2 has none of its own and counts among the CPUs. A3 and A4 are left out: the API has no quota by their names, and no page says that their vCPUs count.
 *
 * Sources: https://docs.cloud.google.com/compute/resource-usage#cpu_quota, https://docs.cloud.google.com/compute/docs/instances/spot#quotas and the names in
 * https://docs.cloud.google.com/dotnet/docs/reference/Google.Cloud.Compute.V1/latest/Google.Cloud.Compute.V1.Quota.Types.Metric
 */
export const CPU_QUOTAS: Readonly<Record<string, ComputeQuotas>> = {
  n1: { onDemand: { metric: 'compute.googleapis.com/cpus' }, spot: PREEMPTIBLE_CPUS },
  n2: { onDemand: { metric: 'compute.googleapis.com/n2_cpus' }, spot: PREEMPTIBLE_CPUS },
  n4: { onDemand: { metric: 'compute.googleapis.com/cpus_per_vm_family', family: 'N4' }, spot: PREEMPTIBLE_CPUS },
  g2: { onDemand: { metric: 'compute.googleapis.com/cpus' }, spot: PREEMPTIBLE_CPUS },
  a2: { onDemand: { metric: 'compute.googleapis.com/a2_cpus' }, spot: PREEMPTIBLE_CPUS },
};

/**
 * How Cloud Monitoring shows what is used and what is allowed. Both are gauges.
 *
 * A quota of its own is a label (`quota_metric`) of two metrics that all services share; `limit` has the label `limit_name` besides, and a usage that was
 * never above 0 has no series. Quotas by family are metrics of Compute Engine itself and do not appear there.
 *
 * Sources: https://docs.cloud.google.com/monitoring/alerts/using-quota-metrics, https://docs.cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-serviceruntime,
 * https://docs.cloud.google.com/monitoring/api/metrics_gcp_c#gcp-compute (quota/…_per_…_family/usage and /limit on compute.googleapis.com/Location).
 */
const QUOTA_METRICS = {
  usage: { type: 'serviceruntime.googleapis.com/quota/allocation/usage', resource: 'consumer_quota', kind: 'GAUGE' },
  limit: { type: 'serviceruntime.googleapis.com/quota/limit', resource: 'consumer_quota', kind: 'GAUGE' },
  gpuFamilyUsage: { type: 'compute.googleapis.com/quota/gpus_per_gpu_family/usage', resource: 'compute.googleapis.com/Location', kind: 'GAUGE' },
  gpuFamilyLimit: { type: 'compute.googleapis.com/quota/gpus_per_gpu_family/limit', resource: 'compute.googleapis.com/Location', kind: 'GAUGE' },
  cpuFamilyUsage: { type: 'compute.googleapis.com/quota/cpus_per_vm_family/usage', resource: 'compute.googleapis.com/Location', kind: 'GAUGE' },
  cpuFamilyLimit: { type: 'compute.googleapis.com/quota/cpus_per_vm_family/limit', resource: 'compute.googleapis.com/Location', kind: 'GAUGE' },
} as const;

/**
 * The name of a metric in PromQL: the first slash is a colon, every other special character an underscore.
 *
 * Source: https://docs.cloud.google.com/monitoring/promql/promql-mapping
 */
const promqlName = (type: string): string => type.replace('/', ':').replace(/[^a-zA-Z0-9:_]/g, '_');

const lastOf = (metric: { readonly type: string; readonly resource: string }, labels: string): string =>
  `last_over_time(${promqlName(metric.type)}{monitored_resource="${metric.resource}",${labels}}[1d])`;

const ratio = (usage: string, limit: string): string => `max(${usage}) / min(${limit} > 0)`;

/** The PromQL for the used share of a quota in a location, between 0 and 1. Limits are written once a day, so the last value of a day is taken. */
export const usedShare = (quota: ComputeQuota, location: string): string => {
  if (quota.family === undefined) {
    const labels = `quota_metric="${quota.metric}",location="${location}"`;
    return ratio(lastOf(QUOTA_METRICS.usage, labels), lastOf(QUOTA_METRICS.limit, labels));
  }
  if (quota.metric === 'compute.googleapis.com/gpus_per_gpu_family') {
    const labels = `gpu_family="${quota.family}",location="${location}"`;
    return ratio(lastOf(QUOTA_METRICS.gpuFamilyUsage, labels), lastOf(QUOTA_METRICS.gpuFamilyLimit, labels));
  }
  const labels = `vm_family="${quota.family}",location="${location}"`;
  return ratio(lastOf(QUOTA_METRICS.cpuFamilyUsage, labels), lastOf(QUOTA_METRICS.cpuFamilyLimit, labels));
};
