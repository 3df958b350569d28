export { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
