/**
 * The categories of a cluster's diagnostic logs: https://learn.microsoft.com/en-us/azure/azure-monitor/reference/supported-logs/microsoft-containerservice-managedclusters-logs
 * The ones for fleets and for node auto-provisioning are left out. All land in AKSAudit, AKSAuditAdmin and AKSControlPlane with
 * `log_analytics_destination_type = Dedicated`: https://learn.microsoft.com/en-us/azure/aks/monitor-aks
 */
export const LOG_CATEGORIES = {
  /** Every call, get and list included: costly. */
  audit: 'kube-audit',
  /** The same without get and list. */
  auditAdmin: 'kube-audit-admin',
  apiServer: 'kube-apiserver',
  controllerManager: 'kube-controller-manager',
  scheduler: 'kube-scheduler',
  autoscaler: 'cluster-autoscaler',
  cloudController: 'cloud-controller-manager',
  /** Sign-ins with Entra ID and Azure RBAC. */
  guard: 'guard',
  diskDriver: 'csi-azuredisk-controller',
  fileDriver: 'csi-azurefile-controller',
  snapshotController: 'csi-snapshot-controller',
} as const;

/**
 * What Container insights is made of, for logs alone: https://github.com/microsoft/Docker-Provider/blob/ci_prod/scripts/onboarding/aks/onboarding-msi-terraform/main.tf
 *
 * `oms_agent` of the cluster with `msi_auth_for_monitoring_enabled`, and an `azurerm_monitor_data_collection_rule` in the region of the Log Analytics
 * workspace, with `data_sources.extension`, `destinations.log_analytics` and a `data_flow` between. Behind a private link scope the rule has an endpoint that
 * belongs to the scope: https://learn.microsoft.com/en-us/azure/azure-monitor/containers/kubernetes-monitoring-firewall
 * The agent leaves out the namespaces kube-system and gatekeeper-system, and events of the type Normal, unless a ConfigMap says otherwise:
 * https://learn.microsoft.com/en-us/azure/azure-monitor/containers/container-insights-data-collection-configure#configmap-settings
 */
export const CONTAINER_INSIGHTS = {
  kind: 'Linux',
  extension: 'ContainerInsights',
  /** So named in Microsoft's templates and by `az aks enable-addons`, the association and the source in the rule alike: a cluster has one of them. */
  association: 'ContainerInsightsExtension',
  /** The name within the rule, free to choose; this is the template's. */
  destination: 'ciworkspace',
  /**
   * The streams of containers' output and of events, which Kubernetes itself forgets after an hour: they tell why a pod never started. Left out is what managed
   * Prometheus measures already (Perf, InsightsMetrics), and inventories, which ContainerLogV2 does not have to be joined with:
   * https://learn.microsoft.com/en-us/azure/azure-monitor/containers/container-insights-logs-schema
   */
  streams: ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents'],
  settings: { interval: '1m', namespaceFilteringMode: 'Off', enableContainerLogV2: true },
} as const;
