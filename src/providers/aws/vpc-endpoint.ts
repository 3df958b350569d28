export { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
