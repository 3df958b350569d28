export { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
