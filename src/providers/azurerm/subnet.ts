export { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
