import { FeatureStore, FeatureStoreProps, Identity, MlPlatformProps } from '../../../src/awscdk';
import { AlertChannel, Duration, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, OnlineLatency, Profile, SchemaLock } from '../../../src/core';
import { Feast } from '../../../src/kubernetes/features/feast';
import { Strimzi } from '../../../src/kubernetes/streaming/strimzi';
import { SynthesizedApp, synthesize } from '../../support/cloudformation';
import { Made, platform } from '../platforms';
import { Trained } from '../training/clusters';

/** A group with a feature of each type, online and offline, that a stream fills. */
export const SPEND: FeatureGroupProps = {
  groupName: 'customer_spend',
  description: 'What customers spend',
  owner: 'payments-ml@acme.io',
  entityKeys: [Feature.string('customer_id', { personalData: true })],
  eventTime: 'updated_at',
  features: [
    Feature.float('spend_7d', { description: 'Sum of the last 7 days, in euros' }),
    Feature.int('orders'),
    Feature.bool('vip'),
    Feature.string('email', { personalData: true }),
    Feature.timestamp('last_order'),
    Feature.vector('taste', 384),
  ],
  online: OnlineLatency.STANDARD,
  timeToLive: Duration.days(30),
  freshness: Duration.hours(2),
  source: FeatureSource.stream({ shards: 2, retention: Duration.days(3) }),
};

/** A group that is offline only, and that nobody expects anything of. */
export const SHOPS: FeatureGroupProps = {
  groupName: 'shops',
  entityKeys: [Feature.int('shop_id')],
  eventTime: 'opened_at',
  features: [Feature.string('city')],
};

/** A group in memory, of which nothing is kept offline. */
export const SESSIONS: FeatureGroupProps = {
  groupName: 'sessions',
  entityKeys: [Feature.string('session_id')],
  eventTime: 'seen_at',
  features: [Feature.int('clicks')],
  online: OnlineLatency.LOW,
  offline: false,
};

export interface Stored extends Made {
  readonly store: FeatureStore;
  readonly synth: () => SynthesizedApp;
}

/** A store of a platform that protects its data, without a file that remembers its schemas. */
export function stored(groups = [SPEND, SHOPS, SESSIONS], props: Partial<FeatureStoreProps> = {}, ml: MlPlatformProps = {}): Stored {
  const made = platform({ platformName: 'acme-ml', profile: Profile.staging(), alerts: [AlertChannel.email('ml@acme.io')], ...ml });
  const store = new FeatureStore(made.stack, 'Features', { platform: made.ml, groups, lock: SchemaLock.none(), ...props });
  return { ...made, store, synth: () => synthesize(made.app) };
}

/** A store with groups of each kind, which somebody reads and somebody writes. */
export function granted(): Stored {
  const made = stored();
  made.store.grantRead(Identity.role('arn:aws:iam::123456789012:role/reader'));
  made.store.grantWrite(Identity.role('arn:aws:iam::123456789012:role/writer'));
  return made;
}

/** Groups of each kind in Feast, in a cluster that has everything. */
export function feastEverywhere({ stack, ml, cluster }: Trained): FeatureStore {
  [new Feast(), new Strimzi()].forEach((software) => cluster.install(software));
  const kind = FeatureStoreKind.feast(cluster, { namespace: 'features' });
  const source = FeatureSource.table(ml.artifacts.path('exports/shops'));
  const files: FeatureGroupProps = { ...SHOPS, online: OnlineLatency.STANDARD, source, freshness: Duration.days(1) };
  const store = new FeatureStore(stack, 'Fed', { platform: ml, groups: [{ ...SPEND, timeToLive: undefined }, files], kind, lock: SchemaLock.none() });
  store.grantRead(cluster.addServiceAccount('Shop', { namespace: 'shop' }).identity);
  return store;
}
