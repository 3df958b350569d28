export { DataAzurermEventgridSystemTopic } from '@cdktf/provider-azurerm/lib/data-azurerm-eventgrid-system-topic';
