import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Feature, FeatureGroupProps, FeatureSource, OnlineLatency, Profile, SchemaLock } from '../../../src/core';
import { FeatureStore, FeatureStoreProps, MlPlatform, MlPlatformProps } from '../../../src/tfgcp';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { Stage, stage } from '../platforms';

export const SPEND: FeatureGroupProps = {
  groupName: 'customer_spend',
  entityKeys: [Feature.string('customer_id', { personalData: true })],
  eventTime: 'updated_at',
  features: [
    Feature.float('spend_7d', { description: 'Sum of the last 7 days in ${EUR}' }),
    Feature.int('orders'),
    Feature.bool('vip'),
    Feature.string('postcode', { personalData: true }),
    Feature.timestamp('last_order'),
    Feature.vector('taste', 384),
  ],
  online: OnlineLatency.STANDARD,
  description: 'What customers spend',
  owner: 'Shop Team <shop@acme.io>',
};

/** A stream of two keys with everything that is watched. */
export const CLICKS: FeatureGroupProps = {
  groupName: 'clicks',
  entityKeys: [Feature.string('customer_id'), Feature.int('shop_id')],
  eventTime: 'seen_at',
  features: [Feature.int('clicks_1h')],
  online: OnlineLatency.STANDARD,
  freshness: Duration.minutes(30),
  source: FeatureSource.stream(),
};

/** A lock that no other test has. */
export function newLock(): SchemaLock {
  return SchemaLock.at(join(mkdtempSync(join(tmpdir(), 'lock-')), 'features.json'));
}

export type Wish = (platform: MlPlatform) => Partial<FeatureStoreProps>;

export interface StoreStage extends Stage {
  readonly store: FeatureStore;
}

/** An App with one stack that holds a platform `Ml` with a store `Features` of one group. */
export function storeStage(wish: Wish = () => ({}), platformProps: Partial<MlPlatformProps> = { profile: Profile.development() }): StoreStage {
  const staged = stage(platformProps);
  const { platform } = staged;
  return { ...staged, store: new FeatureStore(platform, 'Features', { platform, groups: [SPEND], lock: SchemaLock.none(), ...wish(platform) }) };
}

/** What the REST API of Vertex AI is asked to make, by its collection. */
export function madeByRest(stack: SynthesizedStack, collection: 'featureGroups' | 'featureOnlineStores' | 'featureViews'): Attributes[] {
  return (Object.values(stack.resources('restful_resource')) as Attributes[]).filter(({ path }) => (path as string).endsWith(`/${collection}`));
}
