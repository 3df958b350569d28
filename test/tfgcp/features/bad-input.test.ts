import { Duration, Feature, FeatureSource, FeatureStoreProps, OnlineLatency, Profile, Scaling, Schedule, SchemaLock } from '../../../src/core';
import { FeatureStore, FeatureStoreProps as OwnProps } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { stage } from '../platforms';
import { SPEND, storeStage } from './stores';

const group = (props: object): FeatureStoreProps => ({ groups: [{ ...SPEND, ...props }] });

const REFUSED: Array<[string, Partial<OwnProps>]> = [
  ['features/managed-low-latency', group({ online: OnlineLatency.LOW })],
  ['features/managed-time-to-live', group({ timeToLive: Duration.days(30) })],
  ['features/managed-online-only', group({ offline: false })],
  ['features/managed-shards', group({ source: FeatureSource.stream({ shards: 4 }) })],
  ['features/reserved', group({ features: [Feature.string('feature_timestamp')] })],
  ['features/reserved', group({ features: [Feature.string('entity_id')] })],
  ['features/too-many', group({ features: Array.from({ length: 10_000 }, (_, i) => Feature.int(`f${i}`)) })],
  ['features/stream-retention', group({ source: FeatureSource.stream({ retention: Duration.days(32) }) })],
  ['features/name', group({ features: [Feature.int(`f${'a'.repeat(128)}`)] })],
  ['core/name-length', group({ groupName: `g${'a'.repeat(45)}` })],
  ['job/schedule', group({ refresh: Schedule.every(Duration.minutes(7)) })],
  ['features/nodes', { onlineNodes: Scaling.elastic(0, 3) }],
  ['features/nodes', { onlineNodes: Scaling.elastic(1, 11) }],
  ['features/existing-table', { existingTables: { customer_spent: 'acme-data.shop.spend' } }],
  ['features/existing-table', { existingTables: { customer_spend: 'shop.spend' } }],
  ['features/existing-table', { existingDatasetId: 'acme-data.shop' }],
  ['features/description', group({ description: 'x'.repeat(16_385), owner: undefined })],
  ['features/description', group({ features: [Feature.string('postcode', { description: 'x'.repeat(1_010), personalData: true })] })],
  ['core/token-not-allowed', group({ owner: '${var.owner}' })],
];

test.each(REFUSED)('%s', (code, props) => {
  expect(codesOf(() => storeStage(() => props))).toEqual([code]);
});

test('a table that exists has no files beside it', () => {
  expect(codesOf(() => storeStage((platform) => ({ ...group({ source: FeatureSource.table(platform.artifacts.path('features/spend')) }), existingTables: { customer_spend: 'acme-data.shop.spend' } }))))
    .toEqual(['features/existing-table']);
});

test('all that is wrong comes at once, and nothing is left', () => {
  const { platform } = stage({ profile: Profile.development() });
  const wrong = { ...SPEND, online: OnlineLatency.LOW, features: [Feature.int('entity_id')] };
  const attempt = () => new FeatureStore(platform, 'Bad', { platform, onlineNodes: Scaling.elastic(1, 11), lock: SchemaLock.none(), groups: [wrong] });
  expect(codesOf(attempt).sort()).toEqual(['features/managed-low-latency', 'features/nodes', 'features/reserved']);
  expect(attempt).toThrow('2027-02-17');
  expect(platform.node.tryFindChild('Bad')).toBeUndefined();
});

test('two stores of a platform cannot have one table in a data set of others; two tables of one name in two data sets are two', () => {
  const { platform } = stage({ profile: Profile.development() });
  const store = (id: string, existingDatasetId: string, props: Partial<OwnProps> = {}) =>
    () => new FeatureStore(platform, id, { platform, lock: SchemaLock.none(), groups: [SPEND], existingDatasetId, ...props });
  store('One', 'shared')();
  expect(codesOf(store('Two', 'shared'))).toEqual(['features/name-twice']);
  expect(store('Three', 'other')).not.toThrow();
  expect(store('Four', 'shared', { existingTables: { customer_spend: 'acme-data.shop.spend' } })).not.toThrow();
});

test('a feature may be called as what all objects of the language have', () => {
  const { store } = storeStage(() => group({ features: [Feature.int('constructor')] }));
  expect(store.groupNames).toEqual(['customer_spend']);
});

test('keys and event times may have the names that Vertex AI gives them', () => {
  const { store } = storeStage(() => group({ entityKeys: [Feature.string('entity_id')], eventTime: 'feature_timestamp' }));
  expect(store.groupNames).toEqual(['customer_spend']);
});

test('a group of another name is refused with the nearest', () => {
  const { store } = storeStage();
  expect(codesOf(() => store.group('customer_spent'))).toEqual(['features/unknown-group']);
});
