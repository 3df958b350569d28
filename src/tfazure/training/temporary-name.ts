import { stableSuffix } from '../../core/private';

/**
 * The name of the pool that stands in for another while that is replaced: up to 12 lower-case letters and digits, as any pool's, and none that a group has.
 * https://learn.microsoft.com/en-us/azure/aks/create-node-pools#limitations
 */
export function temporaryName(pool: string, groups: readonly string[], round = 0): string {
  const name = `${pool.slice(0, 6)}${stableSuffix(pool, String(round))}`;
  return groups.includes(name) ? temporaryName(pool, groups, round + 1) : name;
}
