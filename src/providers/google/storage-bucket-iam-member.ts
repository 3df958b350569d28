export { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
