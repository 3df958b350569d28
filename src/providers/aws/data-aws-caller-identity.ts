export { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
