import { Construct } from 'constructs';
import { Budget } from '../../core';
import { PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { ConsumptionBudgetResourceGroup } from '../../providers/azurerm/consumption-budget-resource-group';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface SpendBudgetProps {
  readonly budget: Budget;
  /** The first of a month: `2026-12-01`. */
  readonly start: string;
  readonly alarms: readonly PlatformAlarmPlan[];
  /** Whether others spend in the resource group too, so that the platform's cost is told by its tag. */
  readonly sharedResourceGroup: boolean;
}

/** The budget of the resource group. Each share of it tells the channels of its severity; a notification without a receiver is refused, so the owners stand in. */
export function spendBudget(scope: Construct, id: string, platform: IMlPlatform, options: SpendBudgetProps): ConsumptionBudgetResourceGroup {
  return new ConsumptionBudgetResourceGroup(scope, id, {
    name: `${platform.platformName}-spend`,
    resourceGroupId: platform.resourceGroupId,
    amount: options.budget.amount,
    timeGrain: 'Monthly',
    timePeriod: { startDate: `${options.start}T00:00:00Z` },
    filter: options.sharedResourceGroup ? { tag: [{ name: 'platform', values: [platform.platformName] }] } : undefined,
    notification: options.alarms.filter(({ kind }) => kind === 'spend').map(({ threshold, severity }) => {
      const groups = platform.alertActionGroupIds(severity);
      return {
        enabled: true,
        operator: 'GreaterThanOrEqualTo',
        threshold,
        thresholdType: 'Actual',
        ...(groups.length > 0 ? { contactGroups: groups } : { contactRoles: ['Owner'] }),
      };
    }),
  });
}
