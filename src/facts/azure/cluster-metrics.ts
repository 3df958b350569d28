/** A platform metric of a cluster. */
export interface ClusterMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly string[];
  /** As a metric alert's `aggregation` has them. */
  readonly aggregations: readonly string[];
  /** The finest window there are values for, in minutes. */
  readonly grain: number;
}

const CLUSTER = 'Microsoft.ContainerService/managedClusters';
const COUNTED = { namespace: CLUSTER, aggregations: ['Total', 'Average'], grain: 1 } as const;
const SCALED = { namespace: CLUSTER, dimensions: [], aggregations: ['Total', 'Average'], grain: 5 } as const;
const MEASURED = { namespace: CLUSTER, dimensions: ['node', 'nodepool'], aggregations: ['Maximum', 'Average'], grain: 1 } as const;

/**
 * Platform metrics, collected without asking and without cost; none is about GPUs.
 * https://learn.microsoft.com/en-us/azure/azure-monitor/reference/supported-metrics/microsoft-containerservice-managedclusters-metrics, read from
 * MicrosoftDocs/azure-reference-other at 0081d9be (January 2024; the live page has more of the API server).
 */
export const CLUSTER_METRICS = {
  /** One of each condition and status: `condition` 'Ready', `status2` 'NotReady' is a node that is down. */
  nodeCondition: { ...COUNTED, name: 'kube_node_status_condition', dimensions: ['condition', 'status', 'status2', 'node'] },
  allocatableCpu: { ...COUNTED, name: 'kube_node_status_allocatable_cpu_cores', dimensions: [] },
  allocatableMemory: { ...COUNTED, name: 'kube_node_status_allocatable_memory_bytes', dimensions: [] },
  /** `phase`: Pending, Running, Succeeded, Failed, Unknown. */
  podPhase: { ...COUNTED, name: 'kube_pod_status_phase', dimensions: ['phase', 'namespace', 'pod'] },
  podReady: { ...COUNTED, name: 'kube_pod_status_ready', dimensions: ['namespace', 'pod', 'condition'] },
  apiServerRequests: { ...COUNTED, name: 'apiserver_current_inflight_requests', dimensions: ['requestKind'] },
  /** Of the cluster autoscaler (preview): no dimensions, and nothing finer than five minutes. */
  unschedulablePods: { ...SCALED, name: 'cluster_autoscaler_unschedulable_pods_count' },
  unneededNodes: { ...SCALED, name: 'cluster_autoscaler_unneeded_nodes_count' },
  safeToAutoscale: { ...SCALED, name: 'cluster_autoscaler_cluster_safe_to_autoscale' },
  nodeCpu: { ...MEASURED, name: 'node_cpu_usage_percentage' },
  nodeMemory: { ...MEASURED, name: 'node_memory_working_set_percentage' },
  nodeDisk: { ...MEASURED, name: 'node_disk_usage_percentage', dimensions: ['node', 'nodepool', 'device'] },
} as const satisfies Record<string, ClusterMetric>;

/**
 * What managed Prometheus is made of: https://github.com/Azure/prometheus-collector/blob/main/AddonTerraformTemplate/main.tf
 *
 * `azurerm_monitor_workspace`; `azurerm_monitor_data_collection_endpoint` and `…_rule` of this kind in the workspace's region, the rule with
 * `data_sources.prometheus_forwarder`, `destinations.monitor_account` and a `data_flow` between; `…_rule_association` with the cluster; and the block
 * `monitor_metrics` in the cluster, empty if need be. A private cluster in another region than the workspace needs a second endpoint in its own region,
 * associated as well. `azurerm_monitor_alert_prometheus_rule_group` has the workspace as scope (the template adds the cluster) and `cluster_name`.
 * A cluster without egress needs private endpoints: https://learn.microsoft.com/en-us/azure/aks/outbound-rules-control-egress
 */
export const MANAGED_PROMETHEUS = {
  kind: 'Linux',
  stream: 'Microsoft-PrometheusMetrics',
  /** Names within the rule, free to choose; these are the template's. */
  destination: 'MonitoringAccount1',
  source: 'PrometheusDataSource',
  /** Longest names in the template; of the endpoint and of the rule. */
  maxEndpointName: 44,
  maxRuleName: 64,
  /** `interval` of a rule group: https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/monitor_alert_prometheus_rule_group */
  interval: 'PT1M',
} as const;

/**
 * The agent's own settings: https://github.com/Azure/prometheus-collector/blob/main/otelcollector/configmaps/ama-metrics-settings-configmap-v1.yaml
 *
 * By default only metrics of its dashboards and alerts are kept. That includes `kube_pod_status_phase` and `kube_node_status_condition`, but not
 * `kube_pod_status_unschedulable`. The autoscaler's are off: `controlplane-cluster-autoscaler = true` in `default-scrape-settings-enabled`, in preview
 * (feature `AzureMonitorMetricsControlPlanePreview`, not with Private Link): https://learn.microsoft.com/en-us/azure/aks/monitor-aks
 * The target `dcgmexporter` is on, but looks at port 19400 of nodes labelled `kubernetes.azure.com/dcgm-exporter=enabled`, that is GPU pools managed by
 * AKS (preview), and not at the GPU operator's exporter.
 */
export const AGENT_SETTINGS = { configMap: 'ama-metrics-settings-configmap', namespace: 'kube-system', schemaVersion: 'v1' } as const;

/**
 * Scrape jobs of one's own, under the key `prometheus-config`:
 * https://github.com/Azure/prometheus-collector/blob/main/otelcollector/configmaps/ama-metrics-prometheus-config-configmap.yaml
 */
export const SCRAPE_CONFIG = { configMap: 'ama-metrics-prometheus-config', namespace: 'kube-system', key: 'prometheus-config' } as const;

/**
 * Pods to scrape as an object: `ama-metrics-podmonitor-crd.yaml` of
 * https://github.com/Azure/prometheus-collector/tree/main/otelcollector/deploy/addon-chart/azure-monitor-metrics-addon/templates
 * AKS installs the definition together with the agent; `monitoring.coreos.com`, which the operator's chart writes with `serviceMonitor`, it does not read.
 * The limits are those of the agent's own jobs (`dcgmExporterDefault.yml`).
 */
export const POD_MONITOR = {
  apiVersion: 'azmonitoring.coreos.com/v1',
  kind: 'PodMonitor',
  limits: { labelLimit: 63, labelNameLengthLimit: 511, labelValueLengthLimit: 1023 },
} as const;

/** The exporter that the GPU operator runs: https://github.com/NVIDIA/gpu-operator/blob/main/assets/state-dcgm-exporter/0900_daemonset.yaml */
export const DCGM_EXPORTER = { label: { key: 'app', value: 'nvidia-dcgm-exporter' }, port: 'metrics', containerPort: 9400, path: '/metrics' } as const;

/**
 * Queries; fill in `{cluster}`, `{minutes}` and `{percent}`. Thresholds are the alarm's.
 *
 * `cluster` is added by the agent and is the name of the cluster. `Hostname` and `gpu` are labels of the DCGM exporter; `DCGM_FI_DEV_GPU_UTIL` is percent of
 * time in which any kernel ran: https://learn.microsoft.com/en-us/azure/aks/monitor-gpu-metrics
 */
export const PROMETHEUS_QUERIES = {
  /** The GPUs that did next to nothing. */
  idleGpus: 'max by (cluster, Hostname, gpu) (max_over_time(DCGM_FI_DEV_GPU_UTIL{cluster="{cluster}"}[{minutes}m])) < {percent}',
  gpuUtilization: 'avg by (cluster) (DCGM_FI_DEV_GPU_UTIL{cluster="{cluster}"})',
  /** Pods that wait, of what is kept by default; the reason is not told, so starting pods count until `for` sorts them out. */
  pendingPods: 'sum by (cluster) (kube_pod_status_phase{cluster="{cluster}", phase="Pending"})',
  /** Exact, but only with the autoscaler's metrics switched on. */
  unschedulablePods: 'max by (cluster) (cluster_autoscaler_unschedulable_pods_count{cluster="{cluster}"}) > 0',
  nodesNotReady: 'sum by (cluster) (kube_node_status_condition{cluster="{cluster}", condition="Ready", status!="true"})',
  /** GPU errors that the driver reports. */
  gpuErrors: 'max by (cluster, Hostname, gpu) (DCGM_FI_DEV_XID_ERRORS{cluster="{cluster}"}) > 0',
} as const;
