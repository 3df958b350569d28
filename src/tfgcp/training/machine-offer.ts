import { MachineCatalogue } from '../../core/training/machine-catalogue';
import { ACCELERATOR_ZONES } from '../../facts/gcp/accelerator-zones';
import { GENERAL, GENERAL_WITHOUT_N2, MachineFacts, MACHINES, MEMORY, MEMORY_WITHOUT_N2, REGIONS_WITHOUT_N2 } from '../../facts/gcp/machines';

/** A zone is its region and a letter: https://docs.cloud.google.com/compute/docs/regions-zones#identifying_a_region_or_zone */
export const regionOf = (zone: string): string => zone.replace(/-[a-z]$/, '');

const ACCELERATOR_REGIONS = Object.fromEntries(
  Object.entries(ACCELERATOR_ZONES).map(([model, zones]): [string, string[]] => [model, [...new Set(zones.map(regionOf))]]),
);

/** The machines of Google Cloud in a region. */
export function catalogueOf(region: string): MachineCatalogue {
  const withoutN2 = REGIONS_WITHOUT_N2.includes(region);
  return {
    cloud: 'Google Cloud',
    machines: MACHINES,
    general: withoutN2 ? GENERAL_WITHOUT_N2 : GENERAL,
    memory: withoutN2 ? MEMORY_WITHOUT_N2 : MEMORY,
    regions: ACCELERATOR_REGIONS,
  };
}

/** What the almanac knows of a machine; nothing of one that is newer. */
export function factsOf(machine: string | undefined): MachineFacts | undefined {
  return machine === undefined ? undefined : MACHINES[machine];
}
