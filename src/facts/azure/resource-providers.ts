/** What a subscription has to be registered for; Terraform registers and never unregisters: https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/azure-services-resource-providers */
export const RESOURCE_PROVIDERS: readonly string[] = [
  'Microsoft.AlertsManagement',
  'Microsoft.Consumption',
  'Microsoft.ContainerRegistry',
  'Microsoft.EventGrid',
  'Microsoft.Insights',
  'Microsoft.KeyVault',
  'Microsoft.Logic',
  'Microsoft.MachineLearningServices',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network',
  'Microsoft.OperationalInsights',
  'Microsoft.Portal',
  'Microsoft.Storage',
];
