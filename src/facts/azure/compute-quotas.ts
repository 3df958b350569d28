/** A quota of vCPUs in one region of a subscription. */
export interface ComputeQuota {
  /** `name.value` of the usage: what is asked for and what `QuotaResources` has. */
  readonly name: string;
  /** What it covers. */
  readonly series: string;
}

/**
 * The families of the machines in machines.ts, by `family` of their SKU.
 *
 * Names: https://github.com/microsoft/aspire/blob/main/src/Aspire.Hosting.Azure.Kubernetes/AksNodeVmSizes.Generated.cs (June 2026), and the same in
 * https://docs.redhat.com/en/documentation/openshift_container_platform (tested instance types for Azure). Their case differs from one API to another
 * (`standardNCADSA100v4Family` in `az vm list-usage`), so compare with `in~` or `=~`.
 */
export const COMPUTE_QUOTAS: Readonly<Record<string, ComputeQuota>> = {
  'Standard NCASv3_T4 Family': { name: 'Standard NCASv3_T4 Family', series: 'NCasT4_v3 (T4)' },
  'Standard NDASv4_A100 Family': { name: 'Standard NDASv4_A100 Family', series: 'NDasrA100_v4 (A100 40 GB)' },
  'StandardNCADSA100v4Family': { name: 'StandardNCADSA100v4Family', series: 'NC_A100_v4 (A100 80 GB)' },
  'standard NDAMSv4_A100Family': { name: 'standard NDAMSv4_A100Family', series: 'NDm_A100_v4 (A100 80 GB)' },
  'StandardNCadsH100v5Family': { name: 'StandardNCadsH100v5Family', series: 'NCads_H100_v5 (H100 NVL)' },
  'standardNDSH100v5Family': { name: 'standardNDSH100v5Family', series: 'ND-H100-v5 (H100)' },
  'standardNDISRH200V5Family': { name: 'standardNDISRH200V5Family', series: 'ND-H200-v5 (H200)' },
  'standardDDSv5Family': { name: 'standardDDSv5Family', series: 'Ddsv5' },
  'standardEDSv5Family': { name: 'standardEDSv5Family', series: 'Edsv5' },
};

/**
 * The quota of all spot machines of a region together: families do not count. Its localized name is 'Total Regional Low-priority vCPUs'.
 * https://learn.microsoft.com/en-us/azure/quotas/spot-quota and https://learn.microsoft.com/en-us/azure/virtual-machines/spot-vms#frequently-asked-questions
 */
export const SPOT_QUOTA: ComputeQuota = { name: 'lowPriorityCores', series: 'Spot, all families' };

/** The quota of all regular machines of a region together, beside that of their family; localized 'Total Regional vCPUs'. */
export const REGIONAL_QUOTA: ComputeQuota = { name: 'cores', series: 'Regular, all families' };

/**
 * How much of the quotas is used, as a log search alert asks for it; fill in `{subscription}`, `{region}` and `{quotas}` (`'a', 'b'`).
 *
 * From https://learn.microsoft.com/en-us/azure/quotas/how-to-guide-monitoring-alerting#create-alerts-using-azure-resource-graph-query, but for the third
 * line from the end, without which a quota of nothing divides by zero. A quota of zero never alerts: nothing can use it.
 */
export const QUOTA_QUERY = [
  'arg("").QuotaResources',
  '| where subscriptionId =~ \'{subscription}\'',
  '| where type =~ \'microsoft.compute/locations/usages\'',
  '| where isnotempty(properties)',
  '| mv-expand propertyJson = properties.value limit 400',
  '| extend usage = propertyJson.currentValue, quota = propertyJson.[\'limit\'], quotaName = tostring(propertyJson.[\'name\'].value)',
  '| where toint(quota) > 0',
  '| extend usagePercent = toint(usage) * 100 / toint(quota)',
  '| project-away properties | where location in~ (\'{region}\') | where quotaName in~ ({quotas})',
].join('\n');

/**
 * The rule around that query: `azurerm_monitor_scheduled_query_rules_alert_v2`.
 *
 * The scope is a Log Analytics workspace (just one scope is allowed). The rule runs as a managed identity, user-assigned so that its rights are there
 * first: Reader on the subscription for the usages and read rights on that workspace, https://learn.microsoft.com/en-us/azure/quotas/how-to-guide-monitoring-alerting.
 * The query projects no time stamp, so it is one period of one:
 * https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/monitor_scheduled_query_rules_alert_v2
 * The portal offers 5, 10 and 15 minutes and 80 percent. `skip_query_validation` because usages may not be readable yet when the rule is made.
 */
export const QUOTA_ALERT = {
  evaluationFrequency: 'PT15M',
  windowDuration: 'PT15M',
  timeAggregationMethod: 'Maximum',
  metricMeasureColumn: 'usagePercent',
  operator: 'GreaterThanOrEqual',
  dimension: { name: 'quotaName', operator: 'Include', values: ['*'] },
  failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
  skipQueryValidation: true,
  /**
   * What of Microsoft's roles (Reader on the subscription, Log Analytics Reader on the workspace) the query uses; Resource Graph shows a resource to whoever
   * may read it: https://learn.microsoft.com/en-us/azure/governance/resource-graph/overview#permissions-in-azure-resource-graph
   */
  actions: {
    subscription: ['Microsoft.Compute/locations/usages/read'],
    workspace: ['Microsoft.OperationalInsights/workspaces/read', 'Microsoft.OperationalInsights/workspaces/query/read'],
  },
} as const;
