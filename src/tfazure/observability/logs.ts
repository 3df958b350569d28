import { Construct } from 'constructs';
import { Duration } from '../../core';
import { ApplicationInsights } from '../../providers/azurerm/application-insights';
import { LogAnalyticsWorkspace } from '../../providers/azurerm/log-analytics-workspace';
import { MonitorPrivateLinkScope } from '../../providers/azurerm/monitor-private-link-scope';
import { MonitorPrivateLinkScopedService } from '../../providers/azurerm/monitor-private-link-scoped-service';
import { privateEndpoint } from '../network/private-endpoint';
import { NetworkedSite, Site } from '../platform/site';

/** Log Analytics keeps at least 30 days, and 730 at most: https://learn.microsoft.com/en-us/azure/azure-monitor/logs/data-retention-configure */
const LEAST_DAYS = 30;

/** Where logs and telemetry lie. Both are reached through a private link scope only. */
export class Logs extends Construct {
  public readonly workspace: LogAnalyticsWorkspace;
  public readonly insights: ApplicationInsights;
  /** The id of the private link scope. */
  public readonly linkScopeId: string;
  private readonly linkScope: MonitorPrivateLinkScope;

  public constructor(scope: Construct, id: string, site: Site, kept: Duration) {
    super(scope, id);
    const common = { resourceGroupName: site.resourceGroupName, location: site.location, tags: site.tags };
    const retentionInDays = Math.max(kept.toDays(), LEAST_DAYS);
    this.workspace = new LogAnalyticsWorkspace(this, 'Resource', {
      ...common,
      name: `${site.platformName}-logs`,
      sku: 'PerGB2018',
      retentionInDays,
      internetIngestionEnabled: false,
      internetQueryEnabled: false,
      localAuthenticationEnabled: false,
    });
    this.insights = new ApplicationInsights(this, 'Insights', {
      ...common,
      name: `${site.platformName}-insights`,
      applicationType: 'other',
      workspaceId: this.workspace.id,
      retentionInDays,
      internetIngestionEnabled: false,
      internetQueryEnabled: false,
      // Endpoints of Azure Machine Learning send with the connection string; without local authentication their telemetry would be dropped.
      localAuthenticationDisabled: false,
    });
    // Open: what the platform's network sends to other tenants' workspaces is not this scope's to forbid.
    this.linkScope = new MonitorPrivateLinkScope(this, 'LinkScope', {
      name: linkScopeName(site),
      resourceGroupName: site.resourceGroupName,
      ingestionAccessMode: 'Open',
      queryAccessMode: 'Open',
      tags: site.tags,
    });
    this.linkScopeId = this.linkScope.id;
    this.link(site, 'LogsLink', this.workspace.id);
    this.link(site, 'InsightsLink', this.insights.id);
  }

  /** Gives the link scope an address, once there is a network. */
  public connect(site: NetworkedSite): void {
    privateEndpoint(this, 'Endpoint', site, 'monitor', `${site.platformName}-monitor`, this.linkScopeId);
  }

  private link(site: Site, id: string, linkedResourceId: string): void {
    new MonitorPrivateLinkScopedService(this, id, {
      name: `${site.platformName}-${id.toLowerCase()}`,
      resourceGroupName: site.resourceGroupName,
      scopeName: this.linkScope.name,
      linkedResourceId,
    });
  }
}

/** What the private link scope of a platform is called: what is added to the platform joins it by its name. */
export function linkScopeName({ platformName }: Pick<Site, 'platformName'>): string {
  return `${platformName}-monitor`;
}
