export { StorageQueue } from '@cdktf/provider-azurerm/lib/storage-queue';
