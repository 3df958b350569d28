export { BillingBudget } from '@cdktf/provider-google/lib/billing-budget';
