export { MonitorWorkspace } from '@cdktf/provider-azurerm/lib/monitor-workspace';
