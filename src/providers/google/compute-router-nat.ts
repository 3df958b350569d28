export { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
