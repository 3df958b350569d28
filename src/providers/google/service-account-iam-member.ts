export { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
