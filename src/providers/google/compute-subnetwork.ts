export { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
