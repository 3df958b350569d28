export { BatchComputeEnvironment } from '@cdktf/provider-aws/lib/batch-compute-environment';
