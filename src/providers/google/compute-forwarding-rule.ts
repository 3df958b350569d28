export { ComputeForwardingRule } from '@cdktf/provider-google/lib/compute-forwarding-rule';
