import { Construct } from 'constructs';
import { LOG_CATEGORIES } from '../../facts/azure/cluster';
import { MonitorDiagnosticSetting } from '../../providers/azurerm/monitor-diagnostic-setting';

/** Everything but `kube-audit`, which has each read beside each change and costs many times as much. */
const CATEGORIES = Object.values(LOG_CATEGORIES).filter((category) => category !== LOG_CATEGORIES.audit);

/** Who did what, and what the control plane says, in the platform's logs, kept as long as the profile says. */
export function clusterLogs(scope: Construct, id: string, clusterId: string, logAnalyticsWorkspaceId: string): MonitorDiagnosticSetting {
  return new MonitorDiagnosticSetting(scope, id, {
    name: 'ml-platform',
    targetResourceId: clusterId,
    logAnalyticsWorkspaceId,
    logAnalyticsDestinationType: 'Dedicated',
    enabledLog: CATEGORIES.map((category) => ({ category })),
  });
}
