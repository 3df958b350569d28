import { Construct } from 'constructs';
import { MonitorDiagnosticSetting } from '../../providers/azurerm/monitor-diagnostic-setting';

/** Sends all logs of a resource to Log Analytics, where they are kept as long as the profile says. */
export function sendLogs(scope: Construct, id: string, resourceId: string, logAnalyticsWorkspaceId: string): MonitorDiagnosticSetting {
  return new MonitorDiagnosticSetting(scope, id, {
    name: 'ml-platform',
    targetResourceId: resourceId,
    logAnalyticsWorkspaceId,
    enabledLog: [{ categoryGroup: 'allLogs' }],
  });
}
