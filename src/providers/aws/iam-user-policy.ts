export { IamUserPolicy } from '@cdktf/provider-aws/lib/iam-user-policy';
