export { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
