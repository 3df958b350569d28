export { ApplicationInsights } from '@cdktf/provider-azurerm/lib/application-insights';
