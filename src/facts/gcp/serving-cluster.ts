/**
 * What GKE measures of containers by itself, as PromQL names it: of the CPUs that a container asked for, the part in use, and of its GPUs the percent of the time that
 * they work.
 *
 * Source: https://docs.cloud.google.com/monitoring/api/metrics_kubernetes
 */
export const CONTAINER_PROMQL = {
  cpu: 'kubernetes_io:container_cpu_request_utilization',
  gpu: 'kubernetes_io:container_accelerator_duty_cycle',
} as const;

/**
 * What lets Managed Service for Prometheus read pods, which GKE has wherever it is switched on.
 *
 * Source: https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md#podmonitoring
 */
export const POD_MONITORING = { apiVersion: 'monitoring.googleapis.com/v1', kind: 'PodMonitoring' } as const;

/** A service account of Kubernetes as IAM names it: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity */
export const NAMESPACE_OF_PRINCIPAL = /\/subject\/ns\/([^/]+)\/sa\/[^/]+$/;
