const SOURCE = 'https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits';

/** Quotas of a subscription in one region that a platform uses up, by the types of the resources that count. */
export const QUOTAS = [
  { quota: 'Virtual networks', types: ['azurerm_virtual_network'], defaultLimit: 1_000, source: SOURCE },
  { quota: 'Storage accounts', types: ['azurerm_storage_account'], defaultLimit: 250, source: SOURCE },
  { quota: 'Public IP addresses', types: ['azurerm_public_ip'], source: SOURCE },
  { quota: 'Private endpoints per virtual network', types: ['azurerm_private_endpoint'], source: SOURCE },
] as const;
