import { StorageTier } from '../../core';
import { nearest, Problems } from '../../core/private';
import { ArtifactStorePlan } from '../../core/storage/artifact-store-plan';
import { REGIONS } from '../../facts/azure/regions';

/** Whether any rule moves objects to the archive tier. */
export function archives(plan: Pick<ArtifactStorePlan, 'rules'>): boolean {
  return plan.rules.some((rule) => rule.transitions.some(({ tier }) => tier === StorageTier.ARCHIVE));
}

/**
 * How an account keeps its copies: over the zones of its region where it has any, and a copy in the paired region where one is wished.
 * The archive tier exists only without zones: https://learn.microsoft.com/en-us/azure/storage/blobs/access-tiers-overview#archive-access-tier
 */
export function replication(location: string, plan: Pick<ArtifactStorePlan, 'rules' | 'replicaRegion'>): 'LRS' | 'ZRS' | 'GRS' | 'GZRS' {
  const zones = (REGIONS[location]?.zones ?? false) && !archives(plan);
  return plan.replicaRegion ? (zones ? 'GZRS' : 'GRS') : zones ? 'ZRS' : 'LRS';
}

/** Geo-redundant storage copies to the region that Azure has paired, and to no other. */
export function requirePair(location: string, replicaRegion: string | undefined, problems: Problems): void {
  const region = REGIONS[location];
  if (!region || replicaRegion === undefined || replicaRegion === location || replicaRegion === region.pair) return;
  const other = region.pair
    ? `the pair of '${location}' is '${region.pair}': give that, or copy into an account of another platform`
    : `'${location}' has no pair: choose a region that has one (nearest: '${nearest(location, Object.keys(REGIONS).filter((name) => REGIONS[name]?.pair))}')`;
  problems.add('storage/replica-pair', `objects are to be copied to '${replicaRegion}', but geo-redundant storage copies to the paired region only; ${other}`);
}
