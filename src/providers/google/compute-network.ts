export { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
