export { KmsGrant } from '@cdktf/provider-aws/lib/kms-grant';
