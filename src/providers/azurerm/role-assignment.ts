export { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
