import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Budget } from '../../core';
import { PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { BILL_CURRENCY } from '../../facts/aws/budgets';
import { BudgetsBudget } from '../../providers/aws/budgets-budget';
import { Place } from '../platform/place';

export interface SpendBudgetProps {
  readonly budget: Budget;
  readonly alarms: readonly PlatformAlarmPlan[];
  readonly platformName: string;
  readonly place: Place;
  readonly topicArns: Record<string, string[]>;
  readonly tags: Record<string, string>;
}

/**
 * The month's actual cost of what carries the platform's tag; the tag `platform` has to be activated as a cost allocation tag once an organization.
 *
 * A notification takes one topic: where several are to be told, there is a budget for each.
 */
export class SpendBudget extends Construct {
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: SpendBudgetProps) {
    super(scope, id);
    const copies = Math.max(1, ...props.alarms.map(({ severity }) => props.topicArns[severity].length));
    const [first] = Array.from({ length: copies }, (_, rank) => this.make(rank, props));
    this.resource = first;
  }

  private make(rank: number, { budget, alarms, platformName, place, topicArns, tags }: SpendBudgetProps): BudgetsBudget {
    const told = alarms.filter(({ severity }) => topicArns[severity].length > rank);
    return new BudgetsBudget(this, rank === 0 ? 'Resource' : `Budget${rank + 1}`, {
      name: `${platformName}-${place.region}${rank === 0 ? '' : `-${rank + 1}`}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: String(budget.amount),
      limitUnit: BILL_CURRENCY[place.partition],
      costFilter: [{ name: 'TagKeyValue', values: [`user:platform$${platformName}`] }],
      notification: told.map(({ severity, threshold }) => ({
        notificationType: 'ACTUAL',
        comparisonOperator: 'GREATER_THAN',
        threshold,
        thresholdType: 'PERCENTAGE',
        subscriberSnsTopicArns: [topicArns[severity][rank]],
      })),
      tags,
    });
  }
}
