export { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group';
