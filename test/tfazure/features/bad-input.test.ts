import { Duration, Egress, Feature, FeatureGroupProps, FeatureSource, OnlineLatency, Profile, Schedule, SchemaLock } from '../../../src/core';
import { EventHubsTier, FeatureStore, FeatureStoreProps } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench, EXISTING, SHARED } from '../support/stacks';
import { CLICKS, HISTORY, lockFile, made, SPEND } from './feature-stacks';

const group = (props: Partial<FeatureGroupProps>): Partial<FeatureStoreProps> => ({ groups: [{ ...SPEND, ...props }] });
const redis = `${SHARED}/providers/Microsoft.Cache/redisEnterprise/acme/databases/default`;

const REFUSED: Array<[string, string, Partial<FeatureStoreProps>]> = [
  ['features/managed-vectors', 'a vector', group({ features: [Feature.vector('taste', 8)] })],
  ['features/refresh', 'minutes', group({ refresh: Schedule.every(Duration.minutes(15)) })],
  ['features/refresh', 'a day of the week', group({ refresh: Schedule.cron({ minute: '0', hour: '3', dayOfWeek: '1' }) })],
  ['features/ttl', 'seconds', group({ timeToLive: Duration.seconds(90_001) })],
  ['features/ttl', 'a time to live that ends before the next refresh', group({ timeToLive: Duration.hours(1), refresh: Schedule.every(Duration.hours(2)) })],
  ['features/reserved', 'a column of materializations', group({ features: [Feature.int('time_to_live')] })],
  ['features/reserved', 'a column of queries', group({ features: [Feature.timestamp('created_timestamp')] })],
  ['features/reserved', 'the day of a stream', group({ features: [Feature.string('ingested_on')] })],
  ['features/reserved', 'what Stream Analytics adds to events', group({ features: [Feature.int('partitionid')], source: FeatureSource.stream() })],
  ['features/too-many', 'more columns than Spark reads well', group({ features: Array.from({ length: 2000 }, (_, i) => Feature.int(`f${i}`)) })],
  ['features/managed-online-only', 'no history', group({ offline: false })],
  ['features/freshness', 'more than a day', group({ freshness: Duration.hours(25) })],
  ['features/name', 'a long column', group({ features: [Feature.int(`f${'a'.repeat(255)}`)] })],
  ['core/name-length', 'a long group', group({ groupName: `g${'a'.repeat(60)}` })],
  ['features/shards', 'more than a premium namespace has', { ...group({ source: FeatureSource.stream({ shards: 101 }) }), eventHubsTier: EventHubsTier.PREMIUM }],
  ['features/shards', 'more than a standard namespace has', { ...group({ source: FeatureSource.stream({ shards: 33 }) }), eventHubsTier: EventHubsTier.STANDARD }],
  ['features/stream-retention', 'longer than a premium namespace keeps', { ...group({ source: FeatureSource.stream({ retention: Duration.days(91) }) }), eventHubsTier: EventHubsTier.PREMIUM }],
  ['features/stream-retention', 'longer than a standard namespace keeps', { ...group({ source: FeatureSource.stream({ retention: Duration.days(8) }) }), eventHubsTier: EventHubsTier.STANDARD }],
  ['features/online-size', 'no size', { onlineSize: 'Premium_P1' }],
  ['features/online-size', 'of a store that exists', { onlineSize: 'Balanced_B10', existingOnlineStoreId: redis }],
  ['features/online-size', 'of nothing', { groups: [HISTORY], onlineSize: 'Balanced_B10' }],
  ['features/existing-online', 'a cluster and no database', { existingOnlineStoreId: redis.replace('/databases/default', '') }],
  ['features/source-delay', 'of no group', { sourceDelays: { customers: Duration.hours(1) } }],
  ['features/source-delay', 'of seconds', { sourceDelays: { customer_spend: Duration.seconds(90) } }],
  ['features/spark-machine', 'a machine without memory', { sparkMachine: 'Standard_D4s_v3' }],
];

test.each(REFUSED)('%s: %s', (code, _what, props) => {
  expect(codesOf(() => made([SPEND], props))).toEqual([code]);
});

test('who asks for fresh values is told of the hour, and not of a schedule that nobody gave', () => {
  expect(() => made([{ ...SPEND, freshness: Duration.hours(1) }])).toThrow("give a 'freshness' of two hours or more");
});

test('a group may be called as what is beside it in the managed network', () => {
  expect(codesOf(() => made(({ artifacts }) => [{ ...SPEND, groupName: 'account', source: FeatureSource.table(artifacts.path('spend')) }]))).toEqual([]);
});

test('a key from elsewhere asks for its vault', () => {
  expect(codesOf(() => made([HISTORY], {}, { existingEncryptionKey: EXISTING.key }))).toEqual(['features/key-vault']);
  expect(codesOf(() => made([HISTORY], { encryptionKeyVaultId: 'acme' }, { existingEncryptionKey: EXISTING.key }))).toEqual(['platform/resource-id']);
});

test('a network that lets nothing out brings nothing online; groups without it are taken', () => {
  const closed = { network: { egress: Egress.none() } };
  expect(codesOf(() => made([SPEND], {}, closed))).toEqual(['features/egress']);
  expect(codesOf(() => made([HISTORY], {}, closed))).toEqual([]);
});

test('all that is wrong comes at once, and nothing is left', () => {
  const platform = new Bench().platform({ profile: Profile.development() });
  const groups = [{ ...CLICKS, refresh: Schedule.every(Duration.minutes(15)), features: [Feature.vector('partition', 4)] }];
  const attempt = () => new FeatureStore(platform, 'Bad', { platform, groups, sparkMachine: 'big', lock: SchemaLock.at(lockFile()) });
  expect(codesOf(attempt).sort()).toEqual(['features/managed-vectors', 'features/refresh', 'features/reserved', 'features/spark-machine']);
  expect(attempt).toThrow('a feature set of Azure ML has numbers, texts, truths and times, and no lists');
  expect(platform.node.tryFindChild('Bad')).toBeUndefined();
});

test('values that are not online are refreshed by nobody', () => {
  expect(codesOf(() => made([{ ...SPEND, online: undefined, refresh: undefined }]))).toEqual([]);
  expect(codesOf(() => made([{ ...SPEND, online: OnlineLatency.STANDARD, refresh: Schedule.cron({ minute: '30' }) }]))).toEqual([]);
});
