export { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
