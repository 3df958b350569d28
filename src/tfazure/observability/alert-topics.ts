import { Construct } from 'constructs';
import { AlertChannel, Severity } from '../../core';
import { AlertRoutes } from '../../core/observability/alarm-plan';
import { MonitorActionGroup } from '../../providers/azurerm/monitor-action-group';
import { Site } from '../platform/site';

/** At most 12 characters; it signs text messages and e-mails: https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/action-groups */
const SHORT_NAMES: Readonly<Record<Severity, string>> = { [Severity.CRITICAL]: 'ml-critical', [Severity.WARNING]: 'ml-warning', [Severity.INFO]: 'ml-info' };

/** Severities as Azure numbers them: 0 is critical, 2 a warning, 3 informational. */
export const SEVERITY_NUMBERS: Readonly<Record<Severity, number>> = { [Severity.CRITICAL]: 0, [Severity.WARNING]: 2, [Severity.INFO]: 3 };

/** One action group a severity that somebody takes, beside those that exist already. */
export class AlertTopics extends Construct {
  /** The ids of the action groups by severity. */
  public readonly actionGroupIds: Record<string, string[]>;

  public constructor(scope: Construct, id: string, site: Site, routes: AlertRoutes) {
    super(scope, id);
    this.actionGroupIds = Object.fromEntries(Object.values(Severity).map((severity) => [severity, this.groupIds(site, severity, routes[severity])]));
  }

  private groupIds(site: Site, severity: Severity, channels: readonly AlertChannel[]): string[] {
    const existing = channels.filter(({ kind }) => kind === 'existing').map(({ address }) => address);
    const own = channels.filter(({ kind }) => kind !== 'existing');
    return own.length > 0 ? [this.group(site, severity, own), ...existing] : existing;
  }

  private group(site: Site, severity: Severity, channels: readonly AlertChannel[]): string {
    const of = (kind: string) => channels.filter((channel) => channel.kind === kind).map(({ address }, i) => ({ address, name: `${kind}-${i + 1}` }));
    return new MonitorActionGroup(this, severity, {
      name: `${site.platformName}-${severity}`,
      resourceGroupName: site.resourceGroupName,
      shortName: SHORT_NAMES[severity],
      location: 'global',
      emailReceiver: of('email').map(({ name, address }) => ({ name, emailAddress: address, useCommonAlertSchema: true })),
      webhookReceiver: of('webhook').map(({ name, address }) => ({ name, serviceUri: address, useCommonAlertSchema: true })),
      tags: site.tags,
    }).id;
  }
}
