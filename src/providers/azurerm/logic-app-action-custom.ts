export { LogicAppActionCustom } from '@cdktf/provider-azurerm/lib/logic-app-action-custom';
