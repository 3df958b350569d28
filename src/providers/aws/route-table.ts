export { RouteTable } from '@cdktf/provider-aws/lib/route-table';
