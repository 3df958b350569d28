export { Vpc } from '@cdktf/provider-aws/lib/vpc';
