import { Construct, RootConstruct } from 'constructs';
import { Duration, Feature, FeatureGroupProps, FeatureStoreProps, OnlineLatency, Profile, SchemaLock } from '../../../src/core';
import { FeatureGroupPlan } from '../../../src/core/features/feature-group-plan';
import { FeatureService } from '../../../src/core/features/feature-service';
import { FeatureStoreContext, FeatureStorePlan, planFeatureStore } from '../../../src/core/features/feature-store-plan';
import { ABLE } from '../../support/fake-target';
import { newStack } from '../jobs/fake-jobs';

const rule = (what: string, maxLength: number, separator: string) => ({ what, minLength: 1, maxLength, pattern: /^[a-z0-9_-]+$/, allowed: 'lower-case letters and digits', separator });

/** A service that joins names with hyphens, has a column of its own and is small. */
export const SERVICE: FeatureService = {
  name: 'Acme Features',
  storeRule: rule('a feature store', 40, '-'),
  groupRule: rule('a feature group', 40, '-'),
  columnRule: rule('a column', 20, '_'),
  reserved: { write_time: 'the time of writing' },
  mostColumns: 6,
  mostGroups: 3,
  mostDimensions: 512,
  retention: { least: Duration.days(1), most: Duration.days(7) },
  mostShards: 32,
  longestFreshness: Duration.days(1),
};

/** Feast in a cluster, where groups are named within their project. */
export const FEAST: FeatureService = { ...SERVICE, name: 'Feast', groupRule: rule('a feature view', 30, '_'), reserved: {} };

export const SPEND: FeatureGroupProps = {
  groupName: 'customer_spend',
  entityKeys: [Feature.string('customer_id')],
  eventTime: 'updated_at',
  features: [Feature.float('spend_7d'), Feature.int('orders')],
};

export const ONLINE: FeatureGroupProps = { ...SPEND, online: OnlineLatency.STANDARD };

/** A platform of that profile, which remembers the names of its groups. */
export function platformOf(profile: Profile): FeatureStoreContext['platform'] {
  return { construct: new RootConstruct('Platform'), platformName: 'ml', profileName: profile.name, profile: profile.settings };
}

/** A store without a lock in development, unless something else is said. */
export function plan(props: Partial<FeatureStoreProps> = {}, overrides: Partial<FeatureStoreContext> = {}, scope?: Construct, id = 'Features'): FeatureStorePlan {
  return planFeatureStore(scope ?? newStack(), id, { groups: [SPEND], lock: SchemaLock.none(), ...props }, {
    target: ABLE,
    platform: platformOf(Profile.development()),
    managed: SERVICE,
    feast: FEAST,
    storageUri: /^s3:\/\//,
    storageName: 'Acme stores',
    readLock: () => undefined,
    check: () => undefined,
    ...overrides,
  });
}

/** The plan of the one group. */
export function planGroup(group: Partial<FeatureGroupProps>, overrides?: Partial<FeatureStoreContext>): FeatureGroupPlan {
  return plan({ groups: [{ ...SPEND, ...group }] }, overrides).groups[0]!;
}
