export { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
