export { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
