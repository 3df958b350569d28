/** How one service is reached privately. */
export interface PrivateServiceFacts {
  /** The sub-resource (group id) of the private endpoint. */
  readonly subresource: string;
  /** The private DNS zones that its names lie in; `{region}` stands for the region. */
  readonly zones: readonly string[];
}

/** https://learn.microsoft.com/en-us/azure/private-link/private-endpoint-dns (public cloud). */
export const PRIVATE_SERVICES = {
  blob: { subresource: 'blob', zones: ['privatelink.blob.core.windows.net'] },
  dfs: { subresource: 'dfs', zones: ['privatelink.dfs.core.windows.net'] },
  file: { subresource: 'file', zones: ['privatelink.file.core.windows.net'] },
  vault: { subresource: 'vault', zones: ['privatelink.vaultcore.azure.net'] },
  registry: { subresource: 'registry', zones: ['privatelink.azurecr.io'] },
  workspace: { subresource: 'amlworkspace', zones: ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net'] },
  mlRegistry: { subresource: 'amlregistry', zones: ['privatelink.api.azureml.ms'] },
  // Azure Managed Redis: https://learn.microsoft.com/en-us/azure/redis/private-link
  redis: { subresource: 'redisEnterprise', zones: ['privatelink.redis.azure.net'] },
  eventHubs: { subresource: 'namespace', zones: ['privatelink.servicebus.windows.net'] },
  postgres: { subresource: 'postgresqlServer', zones: ['privatelink.postgres.database.azure.com'] },
  prometheus: { subresource: 'prometheusMetrics', zones: ['privatelink.{region}.prometheus.monitor.azure.com'] },
  monitor: {
    subresource: 'azuremonitor',
    zones: [
      'privatelink.monitor.azure.com',
      'privatelink.oms.opinsights.azure.com',
      'privatelink.ods.opinsights.azure.com',
      'privatelink.agentsvc.azure-automation.net',
      'privatelink.blob.core.windows.net',
    ],
  },
} as const satisfies Record<string, PrivateServiceFacts>;

export type PrivateService = keyof typeof PRIVATE_SERVICES;
