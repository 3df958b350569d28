export { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
