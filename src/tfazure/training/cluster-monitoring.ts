import { Construct } from 'constructs';
import { MANAGED_PROMETHEUS } from '../../facts/azure/cluster-metrics';
import { MonitorDataCollectionEndpoint } from '../../providers/azurerm/monitor-data-collection-endpoint';
import { MonitorDataCollectionRule } from '../../providers/azurerm/monitor-data-collection-rule';
import { MonitorDataCollectionRuleAssociation } from '../../providers/azurerm/monitor-data-collection-rule-association';
import { MonitorPrivateLinkScopedService } from '../../providers/azurerm/monitor-private-link-scoped-service';
import { MonitorWorkspace } from '../../providers/azurerm/monitor-workspace';
import { privateEndpoint } from '../network/private-endpoint';
import { linkScopeName } from '../observability/logs';
import { IMlPlatform } from '../platform/ml-platform-handle';

/**
 * Managed Prometheus: a workspace that keeps what the agents of the cluster measure. Agents reach it through the platform's private link scope, and whoever
 * asks it, through a private endpoint: https://learn.microsoft.com/en-us/azure/azure-monitor/fundamentals/private-link-security
 */
export class ClusterMonitoring extends Construct {
  public readonly workspaceId: string;
  /** By which the agents of the cluster come in. */
  public readonly endpointId: string;
  private readonly rule: MonitorDataCollectionRule;

  public constructor(scope: Construct, id: string, name: string, platform: IMlPlatform) {
    super(scope, id);
    const place = { name, resourceGroupName: platform.resourceGroupName, location: platform.location, tags: platform.tags };
    const workspace = new MonitorWorkspace(this, 'Resource', { ...place, publicNetworkAccessEnabled: false });
    privateEndpoint(this, 'Endpoint', platform, 'prometheus', name, workspace.id);
    this.workspaceId = workspace.id;
    const endpoint = new MonitorDataCollectionEndpoint(this, 'Collection', { ...place, kind: MANAGED_PROMETHEUS.kind, publicNetworkAccessEnabled: false });
    new MonitorPrivateLinkScopedService(this, 'Link', {
      name, resourceGroupName: platform.resourceGroupName, scopeName: linkScopeName(platform), linkedResourceId: endpoint.id,
    });
    this.endpointId = endpoint.id;
    const { destination, source, stream, kind } = MANAGED_PROMETHEUS;
    this.rule = new MonitorDataCollectionRule(this, 'Rule', {
      ...place,
      kind,
      dataCollectionEndpointId: endpoint.id,
      dataSources: { prometheusForwarder: [{ name: source, streams: [stream] }] },
      destinations: { monitorAccount: [{ name: destination, monitorAccountId: workspace.id }] },
      dataFlow: [{ streams: [stream], destinations: [destination] }],
    });
  }

  /** Lets the agents of a cluster find the rule, and where they learn of it: privately. */
  public watch(clusterId: string): void {
    new MonitorDataCollectionRuleAssociation(this, 'Association', { name: 'ml-platform', targetResourceId: clusterId, dataCollectionRuleId: this.rule.id });
    // Without a name it is the one that Azure asks for, 'configurationAccessEndpoint'.
    new MonitorDataCollectionRuleAssociation(this, 'Access', { targetResourceId: clusterId, dataCollectionEndpointId: this.endpointId });
  }
}
