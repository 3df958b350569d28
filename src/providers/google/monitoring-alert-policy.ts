export { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
