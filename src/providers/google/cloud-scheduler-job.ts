export { CloudSchedulerJob } from '@cdktf/provider-google/lib/cloud-scheduler-job';
