export { LogicAppWorkflow } from '@cdktf/provider-azurerm/lib/logic-app-workflow';
