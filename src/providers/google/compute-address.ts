export { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
