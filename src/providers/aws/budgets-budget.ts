export { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
