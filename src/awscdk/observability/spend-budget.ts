import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';
import { Budget, Severity } from '../../core';
import { PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { BILL_CURRENCY } from '../../facts/aws/budgets';
import { NEW_REGION, REGIONS } from '../../facts/aws/regions';

export interface SpendBudgetProps {
  readonly platformName: string;
  readonly region: string;
  readonly budget: Budget;
  readonly alarms: readonly PlatformAlarmPlan[];
  /** The ARNs of the topics of a severity. */
  topics(severity: Severity): string[];
}

/**
 * What carries the platform's tag may cost so much a month. The tag has to be switched on for cost allocation once an account, or nothing is counted:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 *
 * A notification takes a single topic (https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Subscriber.html), so there is a
 * budget for each topic that is to be told.
 */
export class SpendBudget extends Construct {
  public constructor(scope: Construct, id: string, private readonly props: SpendBudgetProps) {
    super(scope, id);
    const most = Math.max(...props.alarms.map(({ severity }) => props.topics(severity).length));
    Array.from({ length: most }, (_, index) => this.budget(index));
  }

  private budget(index: number): void {
    const { platformName, region, budget, alarms, topics } = this.props;
    const told = alarms.flatMap((alarm) => topics(alarm.severity).slice(index, index + 1).map((address) => ({ alarm, address })));
    new CfnBudget(this, index === 0 ? 'Resource' : `Budget${index + 1}`, {
      budget: {
        budgetName: [platformName, region, ...(index === 0 ? [] : [`${index + 1}`])].join('-'),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: budget.amount, unit: BILL_CURRENCY[(REGIONS[region] ?? NEW_REGION).partition] },
        costFilters: { TagKeyValue: [`user:platform$${platformName}`] },
      },
      notificationsWithSubscribers: told.map(({ alarm, address }) => ({
        notification: { notificationType: 'ACTUAL', comparisonOperator: 'GREATER_THAN', threshold: alarm.threshold, thresholdType: 'PERCENTAGE' },
        subscribers: [{ subscriptionType: 'SNS', address }],
      })),
    });
  }
}
