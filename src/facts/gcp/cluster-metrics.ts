import type { MetricFact } from './metrics';

/**
 * Metrics of a cluster. Those of `kubernetes.io` come with the monitoring component SYSTEM_COMPONENTS; those of `prometheus.googleapis.com` need Managed
 * Service for Prometheus besides and the component named at each.
 *
 * Sources: https://docs.cloud.google.com/monitoring/api/metrics_kubernetes, https://docs.cloud.google.com/kubernetes-engine/docs/how-to/kube-state-metrics,
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/dcgm-metrics
 */
export const CLUSTER_METRICS = {
  /** True or false for each `condition` and `status` (True, False, Unknown). A node that stopped reporting is Unknown: look for a status other than True. */
  nodeCondition: { type: 'kubernetes.io/node/status_condition', resource: 'k8s_node', kind: 'GAUGE' },
  /** Nodes taken away by Google, by `interruption_type` and `interruption_reason`; often absent while there are none. */
  nodeInterruptions: { type: 'kubernetes.io/node/interruption_count', resource: 'k8s_node', kind: 'GAUGE' },
  /** Per cent of the time in which a GPU was at work, by `make`, `accelerator_id` and `model`; of a container. Not for GPUs that are shared by time or MPS. */
  gpuDutyCycle: { type: 'kubernetes.io/container/accelerator/duty_cycle', resource: 'k8s_container', kind: 'GAUGE' },
  /** The same of a node. The page on GPUs speaks of it for shared GPUs only. */
  nodeGpuDutyCycle: { type: 'kubernetes.io/node/accelerator/duty_cycle', resource: 'k8s_node', kind: 'GAUGE' },
  /** GPUs that a container asked for, by `resource_name`. There is no metric of how many a node has. */
  gpuRequest: { type: 'kubernetes.io/container/accelerator/request', resource: 'k8s_container', kind: 'GAUGE' },
  /** Bytes of the GPU's memory in use, by `make`, `accelerator_id` and `model`. */
  gpuMemoryUsed: { type: 'kubernetes.io/container/accelerator/memory_used', resource: 'k8s_container', kind: 'GAUGE' },
  gpuMemoryTotal: { type: 'kubernetes.io/container/accelerator/memory_total', resource: 'k8s_container', kind: 'GAUGE' },
  /** Per cent, of each GPU. Component DCGM, and GKE has to have installed the drivers. */
  gpuUtilization: { type: 'prometheus.googleapis.com/DCGM_FI_DEV_GPU_UTIL/gauge', resource: 'prometheus_target', kind: 'GAUGE' },
  /** 1 for each `pod` that finds no node. Component POD; pods of system namespaces are not counted. */
  unschedulablePods: { type: 'prometheus.googleapis.com/kube_pod_status_unschedulable/gauge', resource: 'prometheus_target', kind: 'GAUGE' },
  /** 1 for the `phase` in which each `pod` is. Component POD. */
  podPhase: { type: 'prometheus.googleapis.com/kube_pod_status_phase/gauge', resource: 'prometheus_target', kind: 'GAUGE' },
} as const satisfies Record<string, MetricFact>;

/**
 * The same in PromQL: metrics of Prometheus keep the name they had, others follow `promqlName`.
 *
 * Sources: https://docs.cloud.google.com/monitoring/promql/promql-mapping, https://docs.cloud.google.com/kubernetes-engine/docs/how-to/kube-state-metrics
 */
export const CLUSTER_PROMQL: Readonly<Record<keyof typeof CLUSTER_METRICS, string>> = {
  nodeCondition: 'kubernetes_io:node_status_condition',
  nodeInterruptions: 'kubernetes_io:node_interruption_count',
  gpuDutyCycle: 'kubernetes_io:container_accelerator_duty_cycle',
  nodeGpuDutyCycle: 'kubernetes_io:node_accelerator_duty_cycle',
  gpuRequest: 'kubernetes_io:container_accelerator_request',
  gpuMemoryUsed: 'kubernetes_io:container_accelerator_memory_used',
  gpuMemoryTotal: 'kubernetes_io:container_accelerator_memory_total',
  gpuUtilization: 'DCGM_FI_DEV_GPU_UTIL',
  unschedulablePods: 'kube_pod_status_unschedulable',
  podPhase: 'kube_pod_status_phase',
};

/**
 * The label that names the cluster: it is a label of the resource, and differs between the two kinds of metric.
 *
 * Source: https://docs.cloud.google.com/monitoring/api/resources (k8s_node, k8s_container, prometheus_target).
 */
export const CLUSTER_LABELS: Readonly<Record<string, string>> = { k8s_node: 'cluster_name', k8s_container: 'cluster_name', prometheus_target: 'cluster' };
