export { EventgridSystemTopic } from '@cdktf/provider-azurerm/lib/eventgrid-system-topic';
