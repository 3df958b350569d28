/**
 * Metrics that platforms show or watch: https://learn.microsoft.com/en-us/azure/azure-monitor/reference/metrics-index
 * (`Microsoft.Storage/storageAccounts`, `…/blobServices`, `Microsoft.ContainerRegistry/registries`, `Microsoft.Network/natGateways`,
 * `Microsoft.MachineLearningServices/workspaces`, `Microsoft.Logic/workflows`).
 */
export const METRICS = {
  /** Bytes, one value an hour, average only. */
  usedCapacity: { namespace: 'Microsoft.Storage/storageAccounts', name: 'UsedCapacity' },
  storageTransactions: { namespace: 'Microsoft.Storage/storageAccounts/blobServices', name: 'Transactions' },
  registryPulls: { namespace: 'Microsoft.ContainerRegistry/registries', name: 'SuccessfulPullCount' },
  registryPushes: { namespace: 'Microsoft.ContainerRegistry/registries', name: 'SuccessfulPushCount' },
  natBytes: { namespace: 'Microsoft.Network/natGateways', name: 'ByteCount' },
  natDrops: { namespace: 'Microsoft.Network/natGateways', name: 'PacketDropCount' },
  workflowsFailed: { namespace: 'Microsoft.Logic/workflows', name: 'RunsFailed' },
  failedRuns: { namespace: 'Microsoft.MachineLearningServices/workspaces', name: 'Failed Runs' },
} as const;

/** How the values of a metric are joined. Azure has no percentiles: https://learn.microsoft.com/en-us/azure/azure-monitor/metrics/metrics-aggregation-explained */
export const AGGREGATIONS: Readonly<Record<string, string>> = { sum: 'Total', average: 'Average', maximum: 'Maximum', minimum: 'Minimum' };

/** The windows of a metric alert by their length in minutes: `window_size` of https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/monitor_metric_alert */
export const ALERT_WINDOWS: Readonly<Record<number, string>> = {
  1: 'PT1M', 5: 'PT5M', 15: 'PT15M', 30: 'PT30M', 60: 'PT1H', 360: 'PT6H', 720: 'PT12H', 1440: 'P1D',
};

/** How often each of those windows is looked at: at most hourly, and not more often than it needs. */
export const ALERT_FREQUENCIES: Readonly<Record<number, string>> = {
  1: 'PT1M', 5: 'PT1M', 15: 'PT5M', 30: 'PT5M', 60: 'PT15M', 360: 'PT1H', 720: 'PT1H', 1440: 'PT1H',
};
