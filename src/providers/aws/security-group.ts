export { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
