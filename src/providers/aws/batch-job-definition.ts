export { BatchJobDefinition } from '@cdktf/provider-aws/lib/batch-job-definition';
