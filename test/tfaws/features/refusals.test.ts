import { ArtifactPath, Duration, Feature, FeatureGroupProps, FeatureSource, OnlineLatency, Profile, SchemaLock } from '../../../src/core';
import { FeatureStore } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { stage } from '../platforms';
import { newLock, PLAIN, SPEND, stored } from './stores';

const with_ = (props: Partial<FeatureGroupProps>): FeatureGroupProps => ({ ...SPEND, ...props });
const refusedFor = (...groups: FeatureGroupProps[]) => codesOf(() => stored({ groups }));

test.each<[string, FeatureGroupProps, string[]]>([
  ['no key', with_({ entityKeys: [] }), ['features/no-entity-key']],
  ['no event time', with_({ eventTime: '' }), ['features/no-event-time']],
  ['two keys', with_({ entityKeys: [Feature.string('a'), Feature.string('b')] }), ['features/managed-composite-key']],
  ['a column that SageMaker writes itself', with_({ features: [Feature.bool('is_deleted')] }), ['features/reserved']],
  ['a column of a name that is too long', with_({ features: [Feature.int('a'.repeat(65))] }), ['features/name']],
  ['more columns than SageMaker takes', with_({ features: Array.from({ length: 2_499 }, (_, i) => Feature.int(`f${i}`)) }), ['features/too-many']],
  ['a vector that is too long', with_({ features: [Feature.vector('v', 100_000)] }), ['features/dimension']],
  ['a time to live of what is offline', { ...PLAIN, timeToLive: Duration.days(1) }, ['features/ttl-offline']],
  ['a stream that forgets too soon', with_({ source: FeatureSource.stream({ retention: Duration.hours(23) }) }), ['features/stream-retention']],
  ['a stream that remembers for too long', with_({ source: FeatureSource.stream({ retention: Duration.days(366) }) }), ['features/stream-retention']],
  ['a freshness that no alarm can watch', with_({ freshness: Duration.days(8) }), ['features/freshness']],
  ['what is in memory, and offline, too', with_({ online: OnlineLatency.LOW }), ['features/low-latency-offline']],
  ['the column by which SageMaker divides its table', with_({ features: [Feature.int('updated_at_trunc')] }), ['features/reserved']],
  ['an owner that no tag can name', with_({ owner: 'Growth & Co' }), ['features/owner']],
])('%s is refused', (_, group, codes) => {
  expect(refusedFor(group)).toEqual(codes);
});

test('a table of files is refused, since SageMaker reads none', () => {
  const made = stage();
  const groups = [with_({ source: FeatureSource.table(made.platform.artifacts.path('features/spend')) })];
  expect(codesOf(() => made.platform.addFeatureStore('Features', { groups, lock: newLock() }))).toEqual(['features/managed-table']);
});

test('a name that is too long with what is put in front of it and behind, of the group and of its roles', () => {
  expect(refusedFor({ ...PLAIN, groupName: 'a'.repeat(48) })).toEqual(['core/name-length', 'core/name-length']);
  expect(refusedFor({ ...PLAIN, groupName: 'a'.repeat(40) })).toEqual(['core/name-length']);
});

test('what is wrong in several groups comes at once, with what only AWS refuses', () => {
  expect(refusedFor(with_({ entityKeys: [], owner: 'Growth & Co' }), { ...PLAIN, timeToLive: Duration.days(1) }).sort()).toEqual([
    'features/no-entity-key', 'features/owner', 'features/ttl-offline',
  ]);
});

test('a feature that is gone, or something else, is refused, and nothing is left of the store', () => {
  const lock = newLock();
  stored({ lock }).synth();
  const made = stage();
  const again = (features: Feature[]) => codesOf(() => new FeatureStore(made.platform, 'Features', { platform: made.platform, groups: [with_({ features })], lock }));
  expect(again(SPEND.features.slice(1))).toEqual(['features/removed']);
  expect(again([Feature.int('spend_7d'), ...SPEND.features.slice(1)])).toEqual(['features/retyped']);
  expect(made.platform.node.tryFindChild('Features')).toBeUndefined();
});

test('a store of production has a lock', () => {
  expect(codesOf(() => stored({ lock: SchemaLock.none() }, { profile: Profile.production() }))).toEqual(['features/no-lock']);
  expect(codesOf(() => stored({ lock: SchemaLock.none() }, { profile: Profile.staging() }))).toEqual([]);
});

test('a group that another store has is refused', () => {
  const { platform } = stored({ groups: [PLAIN] });
  expect(codesOf(() => platform.addFeatureStore('features', { groups: [PLAIN], lock: newLock() }))).toEqual(['features/name-twice']);
});

test('a group that is not there is told with the nearest', () => {
  const { store } = stored();
  expect(codesOf(() => store.group('customer_spent'))).toEqual(['features/unknown-group']);
});

test('files of another program are no source', () => {
  const other: ArtifactPath = stage().platform.artifacts.path('features/spend');
  expect(codesOf(() => stored({ groups: [with_({ source: FeatureSource.table(other) })] }))).toContain('features/foreign-table');
});
