import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertChannel, Duration, Feature, FeatureGroupProps, FeatureSource, OnlineLatency, SchemaLock } from '../../../src/core';
import { FeatureStore, FeatureStoreProps } from '../../../src/tfaws';
import { Stage, stage } from '../platforms';

/** A group with all that a group can have. */
export const SPEND: FeatureGroupProps = {
  groupName: 'customer_spend',
  description: 'What customers spend',
  owner: 'growth@acme.io',
  entityKeys: [Feature.string('customer_id')],
  eventTime: 'updated_at',
  features: [
    Feature.float('spend_7d', { description: 'Sum of all orders of the last 7 days' }),
    Feature.int('orders'),
    Feature.bool('vip'),
    Feature.string('postcode', { personalData: true }),
    Feature.timestamp('last_order'),
    Feature.vector('taste', 384),
  ],
  online: OnlineLatency.STANDARD,
  timeToLive: Duration.days(30),
  freshness: Duration.hours(1),
  source: FeatureSource.stream({ shards: 2, retention: Duration.days(2) }),
};

/** A group that is offline only, and that applications write. */
export const PLAIN: FeatureGroupProps = {
  groupName: 'shops', entityKeys: [Feature.int('shop_id')], eventTime: 'seen_at', features: [Feature.float('turnover')],
};

export interface Stored extends Stage {
  readonly store: FeatureStore;
}

/** A lock that is there for one test only. */
export function newLock(): SchemaLock {
  return SchemaLock.at(join(mkdtempSync(join(tmpdir(), 'schemas-')), 'features.json'));
}

export function stored(props: Partial<FeatureStoreProps> = {}, platform: Parameters<typeof stage>[0] = {}): Stored {
  const made = stage({ alerts: [AlertChannel.email('ml@acme.io')], ...platform });
  const store = new FeatureStore(made.platform, 'Features', { platform: made.platform, groups: [SPEND], lock: newLock(), ...props });
  return { ...made, store };
}
