export { BatchJobQueue } from '@cdktf/provider-aws/lib/batch-job-queue';
