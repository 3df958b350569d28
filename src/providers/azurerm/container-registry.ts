export { ContainerRegistry } from '@cdktf/provider-azurerm/lib/container-registry';
