/** A pair of regions that has a location of its own. */
export interface PredefinedDualRegion {
  /** The location of the bucket; the same word in lower case is a location of Cloud KMS. */
  readonly location: string;
  readonly regions: readonly [string, string];
}

/**
 * Pairs that exist under a name of their own only: the pages say so of europe-north1 + europe-west4 and of us-central1 + us-east1.
 *
 * Sources: https://docs.cloud.google.com/storage/docs/locations (buckets), https://docs.cloud.google.com/kms/docs/locations (keys: nam4, eur4, asia1).
 */
export const PREDEFINED_DUAL_REGIONS: readonly PredefinedDualRegion[] = [
  { location: 'ASIA1', regions: ['asia-northeast1', 'asia-northeast2'] },
  { location: 'EUR4', regions: ['europe-north1', 'europe-west4'] },
  { location: 'NAM4', regions: ['us-central1', 'us-east1'] },
];

/** A location from whose regions any two can be paired. */
export interface ConfigurableDualRegion {
  /** The location of the bucket. */
  readonly location: string;
  /** The location of a Cloud KMS key that can encrypt there. */
  readonly keyLocation: string;
  readonly regions: readonly string[];
}

/**
 * Regions that can be paired freely. The locations AU, DE, IN and IT are left out: that Cloud KMS has multi-regions for them could not be confirmed.
 *
 * Sources: https://docs.cloud.google.com/storage/docs/locations (the table of configurable dual-regions), https://docs.cloud.google.com/kms/docs/locations
 * (`asia`, `ca`, `europe`, `us`), https://docs.cloud.google.com/storage/docs/encryption/customer-managed-keys (key and bucket lie in the same place).
 */
export const CONFIGURABLE_DUAL_REGIONS: readonly ConfigurableDualRegion[] = [
  { location: 'ASIA', keyLocation: 'asia', regions: ['asia-east1', 'asia-southeast1'] },
  { location: 'CA', keyLocation: 'ca', regions: ['northamerica-northeast1', 'northamerica-northeast2'] },
  {
    location: 'EU',
    keyLocation: 'europe',
    regions: [
      'europe-central2',
      'europe-north1',
      'europe-southwest1',
      'europe-west1',
      'europe-west10',
      'europe-west12',
      'europe-west3',
      'europe-west4',
      'europe-west8',
      'europe-west9',
    ],
  },
  {
    location: 'US',
    keyLocation: 'us',
    regions: ['us-central1', 'us-east1', 'us-east4', 'us-east5', 'us-south1', 'us-west1', 'us-west2', 'us-west3', 'us-west4'],
  },
];

/** Pairs inside a location above that belong to another one (DE and IT): footnotes 4 and 5 of the table of configurable dual-regions. */
export const PAIRS_OF_OTHER_LOCATIONS: ReadonlyArray<readonly [string, string]> = [
  ['europe-west10', 'europe-west3'],
  ['europe-west12', 'europe-west8'],
];
