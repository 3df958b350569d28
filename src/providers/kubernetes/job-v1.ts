export { JobV1 } from '@cdktf/provider-kubernetes/lib/job-v1';
