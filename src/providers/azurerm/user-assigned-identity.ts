export { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
