export { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
