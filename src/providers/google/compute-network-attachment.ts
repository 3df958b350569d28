export { ComputeNetworkAttachment } from '@cdktf/provider-google/lib/compute-network-attachment';
