export { StorageAccount, StorageAccountBlobProperties } from '@cdktf/provider-azurerm/lib/storage-account';
