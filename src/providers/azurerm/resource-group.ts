export { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
