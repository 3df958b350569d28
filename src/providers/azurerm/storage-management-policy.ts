export { StorageManagementPolicy, StorageManagementPolicyRule, StorageManagementPolicyRuleActionsBaseBlob } from '@cdktf/provider-azurerm/lib/storage-management-policy';
