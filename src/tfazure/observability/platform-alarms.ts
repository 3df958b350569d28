import { Construct } from 'constructs';
import { PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { MonitorActivityLogAlert } from '../../providers/azurerm/monitor-activity-log-alert';
import { MonitorScheduledQueryRulesAlertV2 } from '../../providers/azurerm/monitor-scheduled-query-rules-alert-v2';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { SEVERITY_NUMBERS } from './alert-topics';

/** What is deployed in a workspace: https://learn.microsoft.com/en-us/azure/role-based-access-control/permissions/ai-machine-learning */
const DEPLOYED = ['onlineEndpoints', 'onlineEndpoints/deployments', 'batchEndpoints', 'batchEndpoints/deployments'].map(
  (type) => `Microsoft.MachineLearningServices/workspaces/${type}`,
);

/** Refusals of the stores, of the vault and of the registry. A table comes into being with its first row, hence `isfuzzy`. */
export const DENIALS = [
  'union isfuzzy=true',
  '  (StorageBlobLogs | where StatusCode == 403),',
  '  (AzureDiagnostics | where ResourceProvider == "MICROSOFT.KEYVAULT" and httpStatusCode_d == 403),',
  '  (ContainerRegistryLoginEvents | where ResultType == "403")',
].join('\n');

/** The alarms of every platform that are no metric of one resource. */
export class PlatformAlarms extends Construct {
  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, plans: readonly PlatformAlarmPlan[]) {
    super(scope, id);
    plans.filter(({ kind }) => kind === 'failed-deploys').forEach((plan) => this.failedDeploys(plan));
    plans.filter(({ kind }) => kind === 'denied-access').forEach((plan) => this.deniedAccess(plan));
  }

  private failedDeploys({ severity, description }: PlatformAlarmPlan): void {
    const { platform } = this;
    new MonitorActivityLogAlert(this, 'FailedDeploys', {
      name: `${platform.platformName}-failed-deploys`,
      resourceGroupName: platform.resourceGroupName,
      location: 'global',
      description,
      scopes: [platform.machineLearningWorkspaceId],
      criteria: { category: 'Administrative', resourceTypes: DEPLOYED, statuses: ['Failed'] },
      action: platform.alertActionGroupIds(severity).map((actionGroupId) => ({ actionGroupId })),
      // An activity log alert has no severity of its own; its receivers read it here.
      tags: { ...platform.tags, severity },
    });
  }

  private deniedAccess({ severity, description, threshold, windowMinutes }: PlatformAlarmPlan): void {
    const { platform } = this;
    const groups = platform.alertActionGroupIds(severity);
    new MonitorScheduledQueryRulesAlertV2(this, 'DeniedAccess', {
      name: `${platform.platformName}-denied-access`,
      resourceGroupName: platform.resourceGroupName,
      location: platform.location,
      description,
      severity: SEVERITY_NUMBERS[severity],
      scopes: [platform.logAnalyticsWorkspaceId],
      evaluationFrequency: `PT${windowMinutes}M`,
      windowDuration: `PT${windowMinutes}M`,
      autoMitigationEnabled: true,
      skipQueryValidation: true,
      criteria: [{
        query: DENIALS,
        timeAggregationMethod: 'Count',
        operator: 'GreaterThan',
        threshold,
        failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
      }],
      action: groups.length > 0 ? { actionGroups: groups } : undefined,
      tags: platform.tags,
    });
  }
}
