import { NEW_REGION, RegionFacts, REGIONS } from '../../facts/aws/regions';

/** Where a platform lies, for names and ARNs. */
export interface Place {
  readonly partition: string;
  readonly dnsSuffix: string;
  readonly region: string;
  /** Known only at deployment where the user gave none. */
  readonly accountId: string;
}

export function placeOf(region: string, accountId: string): Place {
  const { partition, dnsSuffix } = factsOf(region);
  return { partition, dnsSuffix, region, accountId };
}

export function factsOf(region: string): RegionFacts {
  return REGIONS[region] ?? NEW_REGION;
}
