import { literal, refuse } from '../private';

/** When a budget calls. */
export interface BudgetOptions {
  /**
   * At which shares of the amount somebody is told, in percent above 0; from 100 on it is critical.
   * @default [50, 80, 100]
   */
  readonly alertAtPercent?: number[];
}

/**
 * What a platform may cost a month, in the currency of the bill.
 *
 * AWS Budgets (actual spend of what carries the platform's tag), a Cloud Billing budget of the project (needs `billingAccount`), a consumption
 * budget of the resource group (needs `budgetStart`); Kubernetes has no bill and refuses it.
 *
 * @example
 * import { Budget } from 'ml-platform-constructs';
 *
 * const budget = Budget.monthly(20_000, { alertAtPercent: [80, 100] });
 */
export class Budget {
  /**
   * Throws `platform/budget-amount` and `platform/budget-alerts`.
   *
   * @param amount whole units of the currency, above 0
   * @param options when it calls
   */
  public static monthly(amount: number, options: BudgetOptions = {}): Budget {
    if (!Number.isInteger(literal(amount, 'the amount of a budget')) || amount <= 0) {
      refuse('platform/budget-amount', `a budget of ${amount} is none: give a whole amount above 0, in the currency of the bill`);
    }
    const alertAt = options.alertAtPercent ?? [50, 80, 100];
    // AWS Budgets takes 5 notifications a budget, Azure 5, Google Cloud more: https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html
    if (alertAt.length < 1 || alertAt.length > 5 || alertAt.some((percent) => !Number.isInteger(percent) || percent <= 0 || percent > 1_000)) {
      refuse('platform/budget-alerts', `a budget cannot call at [${alertAt.join(', ')}] percent: give 1 to 5 whole numbers from 1 to 1000`);
    }
    return new Budget(amount, [...new Set(alertAt)].sort((a, b) => a - b));
  }

  private constructor(
    /** The amount a month, in the currency of the bill. */
    public readonly amount: number,
    /** At which shares of the amount somebody is told, rising. */
    public readonly alertAtPercent: number[],
  ) {}
}
