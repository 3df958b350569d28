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
  /** The longest name of the endpoint in the template. */
  maxEndpointName: 44,
  /** `interval` of a rule group: https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/monitor_alert_prometheus_rule_group */
  interval: 'PT1M',
} as const;

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

/**
 * The exporter that the GPU operator runs: https://github.com/NVIDIA/gpu-operator/blob/main/assets/state-dcgm-exporter/0900_daemonset.yaml
 * The agent's own target `dcgmexporter` looks at GPU pools that AKS manages (preview), and not at it.
 */
export const DCGM_EXPORTER = { label: { key: 'app', value: 'nvidia-dcgm-exporter' }, port: 'metrics', path: '/metrics' } as const;

/**
 * The operator of Ray, whose chart has labels, a port and `/metrics` in its Deployment, and `honorLabels` in its ServiceMonitor, since its series have the
 * namespace of the job: https://github.com/ray-project/kuberay/tree/v1.7.0/helm-chart/kuberay-operator/templates
 */
export const RAY_OPERATOR = { label: { key: 'app.kubernetes.io/name', value: 'kuberay-operator' }, port: 'http', path: '/metrics' } as const;

/**
 * Queries; fill in `{cluster}`. Thresholds are the alarm's.
 *
 * `cluster` is added by the agent and is the name of the cluster. `DCGM_FI_DEV_GPU_UTIL` is percent of time in which any kernel ran:
 * https://learn.microsoft.com/en-us/azure/aks/monitor-gpu-metrics
 * By default the agent keeps `kube_pod_status_phase` and `kube_node_status_condition`, but not `kube_pod_status_unschedulable`, and nothing of the autoscaler's:
 * https://github.com/Azure/prometheus-collector/blob/main/otelcollector/configmaps/ama-metrics-settings-configmap-v1.yaml
 */
export const PROMETHEUS_QUERIES = {
  gpuUtilization: 'avg by (cluster) (DCGM_FI_DEV_GPU_UTIL{cluster="{cluster}"})',
  /** Pods that wait; the reason is not told, so starting pods count until `for` sorts them out. */
  pendingPods: 'sum by (cluster) (kube_pod_status_phase{cluster="{cluster}", phase="Pending"})',
  nodesNotReady: 'sum by (cluster) (kube_node_status_condition{cluster="{cluster}", condition="Ready", status!="true"})',
} as const;
