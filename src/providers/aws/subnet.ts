export { Subnet } from '@cdktf/provider-aws/lib/subnet';
