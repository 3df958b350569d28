export { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
