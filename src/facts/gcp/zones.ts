const ABC = ['a', 'b', 'c'];

/** The letters of the zones of regions that have others than a, b and c. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'europe-west1': ['b', 'c', 'd'],
  'us-central1': ['a', 'b', 'c', 'f'],
  'us-east1': ['b', 'c', 'd'],
};

/** The zones of a region in the order of the alphabet: https://docs.cloud.google.com/compute/docs/regions-zones#available */
export const zonesOf = (region: string): string[] => (OTHERS[region] ?? ABC).map((letter) => `${region}-${letter}`);
