import { Construct } from 'constructs';
import { CONTAINER_INSIGHTS, LOG_CATEGORIES } from '../../facts/azure/cluster-logs';
import { MonitorDataCollectionRule } from '../../providers/azurerm/monitor-data-collection-rule';
import { MonitorDataCollectionRuleAssociation } from '../../providers/azurerm/monitor-data-collection-rule-association';
import { MonitorDiagnosticSetting } from '../../providers/azurerm/monitor-diagnostic-setting';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Everything but `kube-audit`, which has each read beside each change and costs many times as much. */
const CATEGORIES = Object.values(LOG_CATEGORIES).filter((category) => category !== LOG_CATEGORIES.audit);

export interface ContainerLogsProps {
  readonly platform: IMlPlatform;
  readonly clusterName: string;
  readonly clusterId: string;
  /** The endpoint by which the agents of the cluster come in. */
  readonly dataCollectionEndpointId: string;
}

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

/** What containers write, and why pods do not run, in the platform's logs too: the tables `ContainerLogV2` and `KubeEvents`. */
export function containerLogs(scope: Construct, id: string, props: ContainerLogsProps): MonitorDataCollectionRule {
  const { platform, clusterName, clusterId, dataCollectionEndpointId } = props;
  const { kind, extension, association, destination, settings } = CONTAINER_INSIGHTS;
  const streams = [...CONTAINER_INSIGHTS.streams];
  const rule = new MonitorDataCollectionRule(scope, id, {
    name: `${clusterName}-logs`,
    resourceGroupName: platform.resourceGroupName,
    location: platform.location,
    tags: platform.tags,
    kind,
    dataCollectionEndpointId,
    dataSources: {
      extension: [{ name: association, extensionName: extension, streams, extensionJson: JSON.stringify({ dataCollectionSettings: settings }) }],
    },
    destinations: { logAnalytics: [{ name: destination, workspaceResourceId: platform.logAnalyticsWorkspaceId }] },
    dataFlow: [{ streams, destinations: [destination] }],
  });
  new MonitorDataCollectionRuleAssociation(scope, `${id}-association`, { name: association, targetResourceId: clusterId, dataCollectionRuleId: rule.id });
  return rule;
}
