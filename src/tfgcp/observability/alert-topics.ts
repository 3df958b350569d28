import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AlertChannel, Severity } from '../../core';
import { AlertRoutes } from '../../core/observability/alarm-plan';
import { stableSuffix } from '../../core/private';
import { MonitoringNotificationChannel } from '../../providers/google/monitoring-notification-channel';

/** Where alarms go: for each severity, the names of notification channels. */
export interface AlertChannelIds {
  readonly critical: string[];
  readonly warning: string[];
  readonly info: string[];
}

/** What every notification channel has in common. */
export interface AlertTopicsProps {
  readonly project: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly after: ITerraformDependable[];
}

/**
 * The notification channels of a platform: one an address, whichever severities it takes.
 *
 * A webhook is of the type `webhook_tokenauth`, which despite its name needs no token: whoever has one puts it into the address, and the
 * portable API refuses none there. https://docs.cloud.google.com/monitoring/support/notification-options#webhooks
 */
export class AlertTopics extends Construct {
  public readonly ids: AlertChannelIds;
  /** The channels that a budget can call, which are those of e-mail and those that exist already. */
  public readonly budgetIds: AlertChannelIds;
  private readonly made = new Map<string, string>();

  public constructor(scope: Construct, id: string, routes: AlertRoutes, settings: AlertTopicsProps) {
    super(scope, id);
    const idsOf = (severity: Severity, keep: (channel: AlertChannel) => boolean) =>
      routes[severity].filter(keep).map((channel) => this.idOf(channel, settings));
    const all = (keep: (channel: AlertChannel) => boolean): AlertChannelIds => ({
      critical: idsOf(Severity.CRITICAL, keep),
      warning: idsOf(Severity.WARNING, keep),
      info: idsOf(Severity.INFO, keep),
    });
    this.ids = all(() => true);
    this.budgetIds = all(isForBudgets);
  }

  private idOf(channel: AlertChannel, { project, name, labels, after }: AlertTopicsProps): string {
    if (channel.kind === 'existing') return channel.address;
    const id = `${channel.kind}-${stableSuffix(channel.address)}`;
    const known = this.made.get(id);
    if (known) return known;
    const isEmail = channel.kind === 'email';
    const made = new MonitoringNotificationChannel(this, id, {
      project,
      displayName: `${name}: ${isEmail ? channel.address : new URL(channel.address).host}`,
      type: isEmail ? 'email' : 'webhook_tokenauth',
      labels: isEmail ? { email_address: channel.address } : { url: channel.address },
      userLabels: { ...labels },
      dependsOn: after,
    });
    this.made.set(id, made.name);
    return made.name;
  }
}

/** Budgets of Cloud Billing call channels of e-mail only: https://docs.cloud.google.com/billing/docs/how-to/budgets-notification-recipients */
export function isForBudgets(channel: AlertChannel): boolean {
  return channel.kind !== 'webhook';
}
