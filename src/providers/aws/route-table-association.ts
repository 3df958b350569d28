export { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
