export { NatGateway } from '@cdktf/provider-azurerm/lib/nat-gateway';
