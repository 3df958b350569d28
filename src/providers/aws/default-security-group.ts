export { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
