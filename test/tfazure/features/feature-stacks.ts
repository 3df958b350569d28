import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration, Feature, FeatureGroupProps, FeatureSource, OnlineLatency, Profile, Schedule, SchemaLock } from '../../../src/core';
import { FeatureStore, FeatureStoreProps, MlPlatform, MlPlatformProps } from '../../../src/tfazure';
import { SynthesizedStack } from '../../support/terraform';
import { Bench } from '../support/stacks';

/** A group that is online, with all types that Azure ML has. */
export const SPEND: FeatureGroupProps = {
  groupName: 'customer_spend',
  entityKeys: [Feature.string('customer_id')],
  eventTime: 'updated_at',
  features: [
    Feature.float('spend_7d', { description: 'Euros of 7 days' }), Feature.int('orders'), Feature.bool('vip'), Feature.string('email', { personalData: true }), Feature.timestamp('last_order'),
  ],
  online: OnlineLatency.STANDARD,
  owner: 'growth@acme.io',
};

/** A group that comes by a stream. */
export const CLICKS: FeatureGroupProps = {
  groupName: 'clicks',
  entityKeys: [Feature.string('customer_id'), Feature.int('shop')],
  eventTime: 'seen_at',
  features: [Feature.int('clicks_1h'), Feature.string('page')],
  online: OnlineLatency.LOW,
  refresh: Schedule.every(Duration.hours(2)),
  freshness: Duration.hours(6),
  source: FeatureSource.stream({ shards: 4, retention: Duration.days(3) }),
};

/** A group that is kept for training only. */
export const HISTORY: FeatureGroupProps = { ...SPEND, groupName: 'history', online: undefined };

export interface Made {
  readonly bench: Bench;
  readonly platform: MlPlatform;
  readonly store: FeatureStore;
  synth(): SynthesizedStack;
}

/** A file that no other test has. */
export function lockFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'lock-')), 'features.json');
}

type Groups = FeatureGroupProps[] | ((platform: MlPlatform) => FeatureGroupProps[]);

/** A store of these groups, in production unless something else is said. */
export function made(groups: Groups, props: Partial<FeatureStoreProps> = {}, platformProps: Partial<MlPlatformProps> = {}): Made {
  const bench = new Bench();
  const platform = bench.platform({ platformName: 'acme-ml', profile: Profile.production(), ...platformProps });
  const given = typeof groups === 'function' ? groups(platform) : groups;
  const store = new FeatureStore(platform, 'Features', { platform, groups: given, lock: SchemaLock.at(lockFile()), ...props });
  return { bench, platform, store, synth: () => bench.synth().stack('ml') };
}
