export { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
