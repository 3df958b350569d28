export { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
