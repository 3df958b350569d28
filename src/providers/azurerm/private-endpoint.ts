export { PrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint';
