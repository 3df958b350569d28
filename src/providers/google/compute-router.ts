export { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
