export { KeyVault } from '@cdktf/provider-azurerm/lib/key-vault';
