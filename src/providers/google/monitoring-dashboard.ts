export { MonitoringDashboard } from '@cdktf/provider-google/lib/monitoring-dashboard';
