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
  /** Per cent, of each GPU. Component DCGM, and GKE has to have installed the drivers. */
  gpuUtilization: { type: 'prometheus.googleapis.com/DCGM_FI_DEV_GPU_UTIL/gauge', resource: 'prometheus_target', kind: 'GAUGE' },
  /** 1 for each `pod` that finds no node. Component POD; pods of system namespaces are not counted. */
  unschedulablePods: { type: 'prometheus.googleapis.com/kube_pod_status_unschedulable/gauge', resource: 'prometheus_target', kind: 'GAUGE' },
} as const satisfies Record<string, MetricFact>;

/**
 * The same in PromQL: metrics of Prometheus keep the name they had, others follow `promqlName`.
 *
 * Sources: https://docs.cloud.google.com/monitoring/promql/promql-mapping, https://docs.cloud.google.com/kubernetes-engine/docs/how-to/kube-state-metrics
 */
export const CLUSTER_PROMQL: Readonly<Record<keyof typeof CLUSTER_METRICS, string>> = {
  nodeCondition: 'kubernetes_io:node_status_condition',
  gpuUtilization: 'DCGM_FI_DEV_GPU_UTIL',
  unschedulablePods: 'kube_pod_status_unschedulable',
};

/**
 * The label that names the cluster: it is a label of the resource, and differs between the two kinds of metric.
 *
 * Source: https://docs.cloud.google.com/monitoring/api/resources (k8s_node, prometheus_target).
 */
export const CLUSTER_LABELS: Readonly<Record<string, string>> = { k8s_node: 'cluster_name', prometheus_target: 'cluster' };
