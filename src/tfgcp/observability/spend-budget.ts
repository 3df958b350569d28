import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Budget, Severity } from '../../core';
import { PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { BillingBudget } from '../../providers/google/billing-budget';
import { AlertChannelIds } from './alert-topics';

/** What a budget of the platform needs to know. */
export interface SpendBudgetProps {
  readonly name: string;
  readonly billingAccount: string;
  readonly projectNumber: string;
  readonly channels: AlertChannelIds;
  readonly after: ITerraformDependable[];
}

/**
 * Calls when the project's cost of a month reaches a share of the budget. A budget has one list of channels for all its shares, so each severity has a
 * budget of its own with the same amount. The currency is the billing account's.
 */
export class SpendBudget extends Construct {
  public constructor(scope: Construct, id: string, budget: Budget, alarms: readonly PlatformAlarmPlan[], settings: SpendBudgetProps) {
    super(scope, id);
    [Severity.WARNING, Severity.CRITICAL].forEach((severity) => {
      const shares = alarms.filter((alarm) => alarm.severity === severity).map((alarm) => alarm.threshold);
      if (shares.length > 0) this.addBudget(severity, budget.amount, shares, settings);
    });
  }

  private addBudget(severity: Severity, amount: number, shares: readonly number[], settings: SpendBudgetProps): void {
    const channels = settings.channels[severity];
    new BillingBudget(this, severity, {
      billingAccount: settings.billingAccount,
      displayName: `${settings.name}: ${severity}`,
      budgetFilter: { projects: [`projects/${settings.projectNumber}`], calendarPeriod: 'MONTH', creditTypesTreatment: 'INCLUDE_ALL_CREDITS' },
      amount: { specifiedAmount: { units: String(amount) } },
      thresholdRules: shares.map((percent) => ({ thresholdPercent: percent / 100, spendBasis: 'CURRENT_SPEND' })),
      // Without a channel of ours, those who manage the billing account are told, as is Google's default.
      allUpdatesRule: channels.length > 0 ? { monitoringNotificationChannels: [...channels], disableDefaultIamRecipients: true } : undefined,
      dependsOn: settings.after,
    });
  }
}
