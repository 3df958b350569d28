export { MonitorMetricAlert } from '@cdktf/provider-azurerm/lib/monitor-metric-alert';
