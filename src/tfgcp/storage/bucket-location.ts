import { Problems } from '../../core/private';
import { CONFIGURABLE_DUAL_REGIONS, PAIRS_OF_OTHER_LOCATIONS, PREDEFINED_DUAL_REGIONS } from '../../facts/gcp/dual-regions';

/** Where a bucket lies. */
export interface BucketLocation {
  /** As Cloud Storage writes it. */
  readonly location: string;
  /** Where its key has to lie. */
  readonly keyLocation: string;
  /** The two regions of a pair without a name of its own. */
  readonly placement?: readonly string[];
}

/** One region, or two that Cloud Storage can keep the same objects in. Buckets are not copied into others: a pair of regions is one bucket. */
export function planBucketLocation(region: string, replica: string | undefined, problems: Problems): BucketLocation {
  if (replica === undefined || replica === region) return { location: region.toUpperCase(), keyLocation: region };
  const pair = [region, replica].sort();
  const named = PREDEFINED_DUAL_REGIONS.find(({ regions }) => regions.every((r) => pair.includes(r)));
  if (named) return { location: named.location, keyLocation: named.location.toLowerCase() };
  const foreign = PAIRS_OF_OTHER_LOCATIONS.some((other) => other.every((r) => pair.includes(r)));
  const area = foreign ? undefined : CONFIGURABLE_DUAL_REGIONS.find(({ regions }) => pair.every((r) => regions.includes(r)));
  if (area) return { location: area.location, keyLocation: area.keyLocation, placement: pair.map((r) => r.toUpperCase()) };
  problems.add('storage/replica-pair', `objects cannot be kept in '${region}' and '${replica}' at once, since ${partners(region)}`);
  return { location: region.toUpperCase(), keyLocation: region };
}

function partners(region: string): string {
  const named = PREDEFINED_DUAL_REGIONS.filter(({ regions }) => regions.includes(region)).flatMap(({ regions }) => regions);
  const free = CONFIGURABLE_DUAL_REGIONS.filter(({ regions }) => regions.includes(region)).flatMap(({ regions }) => regions);
  const known = [...new Set([...named, ...free])].filter((other) => other !== region).sort();
  return known.length > 0
    ? `Cloud Storage pairs '${region}' with ${known.join(', ')} only: choose one of them`
    : `Cloud Storage pairs '${region}' with no other region: leave 'replicaRegion' out, or choose another region for the platform`;
}
