export { Route } from '@cdktf/provider-aws/lib/route';
