export { Eip } from '@cdktf/provider-aws/lib/eip';
