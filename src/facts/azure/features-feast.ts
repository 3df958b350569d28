/*
 * PostgreSQL for Feast: https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/. Feast signs in with a password that it reads when it starts; tokens of Microsoft Entra ID
 * last an hour: https://docs.feast.dev/reference/online-stores/postgres
 */
export const POSTGRES_API = '2024-08-01';

/** Sizes by whether the database holds up: burstable machines have no second one that takes over. https://learn.microsoft.com/en-us/azure/reliability/reliability-postgresql-flexible-server */
export const POSTGRES_SIZES = {
  lasting: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' },
  trial: { name: 'Standard_B1ms', tier: 'Burstable' },
} as const;

export const POSTGRES_VERSION = '16';

/** The version of secrets that Resource Manager writes: https://learn.microsoft.com/en-us/azure/templates/microsoft.keyvault/vaults/secrets */
export const VAULT_API = '2023-07-01';

/** https://learn.microsoft.com/en-us/rest/api/storagerp/storage-accounts/list-keys */
export const STORAGE_API = '2023-05-01';
