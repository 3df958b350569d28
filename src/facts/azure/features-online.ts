/*
 * The online store. "Only redis cache is supported" (https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-feature-store), and of its kinds the service's own
 * client, azureml-featurestore 1.2.2 (`online/_redis_client_pool.py`), takes two: `Microsoft.Cache/Redis`, and databases of `Microsoft.Cache/RedisEnterprise`, which is what
 * Azure Managed Redis is to ARM. The first cannot be made by new customers since 2026-04-01 and ends on 2028-09-30:
 * https://learn.microsoft.com/en-us/azure/azure-cache-for-redis/retirement-faq. That client reads the access keys and speaks to a cluster.
 */
export const REDIS_API = '2025-07-01';

/** The database of an instance: there is one, by this name. */
export const REDIS_DATABASE = 'default';

/**
 * Sizes by how fast the store is to answer, and by whether it holds up: https://learn.microsoft.com/en-us/azure/redis/overview#choosing-the-right-tier ("Compute Optimized:
 * for performance intensive workloads requiring maximum throughput"). The number is the memory in GB.
 */
export const REDIS_SIZES = {
  standard: { lasting: 'Balanced_B5', trial: 'Balanced_B0' },
  low: { lasting: 'ComputeOptimized_X5', trial: 'ComputeOptimized_X3' },
} as const;

export const REDIS_SIZE = /^(?:Balanced_B|MemoryOptimized_M|ComputeOptimized_X)\d+$/;

/** Ids of what the client takes. */
export const REDIS_IDS = [
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Cache\/Redis\/[^/]+$/i,
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Cache\/RedisEnterprise\/[^/]+\/databases\/[^/]+$/i,
] as const;

/** What the client does with each kind: it reads where the store is and its keys, of which there are none that read only. */
export const REDIS_ACTIONS = {
  redis: ['Microsoft.Cache/redis/read', 'Microsoft.Cache/redis/listKeys/action'],
  redisenterprise: ['Microsoft.Cache/redisEnterprise/read', 'Microsoft.Cache/redisEnterprise/databases/read', 'Microsoft.Cache/redisEnterprise/databases/listKeys/action'],
} as const;

/** By which a managed network joins one. */
export const REDIS_APPROVAL = {
  redis: ['Microsoft.Cache/redis/privateEndpointConnections/read', 'Microsoft.Cache/redis/privateEndpointConnections/write'],
  redisenterprise: ['Microsoft.Cache/redisEnterprise/privateEndpointConnections/read', 'Microsoft.Cache/redisEnterprise/privateEndpointConnections/write'],
} as const;

/** https://learn.microsoft.com/en-us/azure/private-link/private-endpoint-overview#private-link-resource */
export const REDIS_SUBRESOURCES = { redis: 'redisCache', redisenterprise: 'redisEnterprise' } as const;

export type RedisKind = keyof typeof REDIS_ACTIONS;

/** https://learn.microsoft.com/en-us/azure/azure-monitor/reference/supported-metrics/microsoft-cache-redisenterprise-metrics */
export const REDIS_METRICS = { namespace: 'Microsoft.Cache/redisEnterprise', hits: 'cachehits', memory: 'usedmemorypercentage' } as const;
