export { RoleDefinition } from '@cdktf/provider-azurerm/lib/role-definition';
