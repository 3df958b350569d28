export { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
