export { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
