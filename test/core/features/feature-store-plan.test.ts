import { RootConstruct } from 'constructs';
import {
  ArtifactPath, Duration, Feature, FeastDatabase, FeatureGroupProps, FeatureSource, FeatureStoreKind, FeatureStoreProps, IArtifactStore, ITrainingJob,
  OnlineLatency, Profile, Schedule, SchemaLock, Severity,
} from '../../../src/core';
import { columnsOf, hasPersonalData } from '../../../src/core/features/feature-group-plan';
import { groupOf } from '../../../src/core/features/group-of';
import { codesOf } from '../../support/refusals';
import { clusterWith, newStack, path, STORE } from '../jobs/fake-jobs';
import { lacking } from '../training/fake-cloud';
import { ONLINE, plan, planGroup, platformOf, SPEND } from './fake-features';

const refusedGroup = (...args: Parameters<typeof planGroup>) => codesOf(() => planGroup(...args));
const refused = (...args: Parameters<typeof plan>) => codesOf(() => plan(...args));
const columns = (count: number) => Array.from({ length: count }, (_, i) => Feature.int(`f${i}`));
const feast = (provided: string[], database?: FeastDatabase) => FeatureStoreKind.feast(clusterWith({ provided }), { namespace: 'features', database });

describe('a group', () => {
  test('is offline only unless it is said otherwise, with its names joined as the service joins them', () => {
    expect(planGroup({})).toMatchObject({ groupName: 'customer_spend', name: 'ml-features-customer-spend', offline: true, source: { kind: 'none' } });
    expect(planGroup({}).online).toBeUndefined();
    expect(columnsOf(planGroup({})).map(({ name, type }) => [name, type])).toEqual([
      ['customer_id', 'string'], ['updated_at', 'timestamp'], ['spend_7d', 'float'], ['orders', 'int'],
    ]);
  });

  test('is refreshed each hour, and keeps a stream for a day', () => {
    const group = planGroup({ ...ONLINE, source: FeatureSource.stream() });
    expect(group.refresh.interval!.toHours()).toBe(1);
    expect(group).toMatchObject({ refreshGiven: false, source: { kind: 'stream', shards: 1, shardsGiven: false, retentionHours: 24 } });
  });

  test.each([[24, 60], [2, 60], [1, 30], [0.75, 20], [0.25, 5], [0.1, 1]])('that is to be fresh within %p hours is refreshed every %p minutes', (hours, minutes) => {
    const { refresh } = planGroup({ ...ONLINE, freshness: Duration.minutes(hours * 60) });
    expect(refresh.interval!.toMinutes()).toBe(minutes);
  });

  test('says whether it has personal data, which keys may be', () => {
    expect(hasPersonalData(planGroup({}))).toBe(false);
    expect(hasPersonalData(planGroup({ entityKeys: [Feature.string('email', { personalData: true })] }))).toBe(true);
  });

  test.each<[string, Partial<FeatureGroupProps>, string]>([
    ['no entity key', { entityKeys: [] }, 'features/no-entity-key'],
    ['no event time', { eventTime: '' }, 'features/no-event-time'],
    ['no features', { features: [] }, 'features/no-features'],
    ['a key that is a number with a fraction', { entityKeys: [Feature.float('weight')] }, 'features/key-type'],
    ['a key among the features', { features: [Feature.string('customer_id')] }, 'features/twice'],
    ['a feature like a column of the service', { features: [Feature.string('write_time')] }, 'features/reserved'],
    ['an event time like a column of the service', { eventTime: 'write_time' }, 'features/reserved'],
    ['a feature in capitals', { features: [Feature.int('Orders')] }, 'features/name'],
    ['a feature with a name that is too long for the service', { features: [Feature.int('orders_of_the_last_seven_days')] }, 'features/name'],
    ['more columns than the service takes', { features: columns(5) }, 'features/too-many'],
    ['a vector that is too long for the service', { features: [Feature.vector('taste', 513)] }, 'features/dimension'],
    ['a time to live offline', { timeToLive: Duration.days(1) }, 'features/ttl-offline'],
    ['a time to live of nothing', { ...ONLINE, timeToLive: Duration.millis(1) }, 'features/ttl'],
    ['a refresh offline', { refresh: Schedule.daily(3) }, 'features/refresh-offline'],
    ['neither store', { offline: false }, 'features/no-store'],
    ['a freshness that no alarm sees', { freshness: Duration.days(2) }, 'features/freshness'],
    ['a freshness of seconds', { freshness: Duration.seconds(30) }, 'features/freshness'],
    ['a refresh that is slower than what is expected', { ...ONLINE, refresh: Schedule.every(Duration.hours(6)), freshness: Duration.hours(1) }, 'features/freshness-unmet'],
    ['a stream that forgets too soon', { source: FeatureSource.stream({ retention: Duration.hours(1) }) }, 'features/stream-retention'],
    ['a stream that keeps half hours', { source: FeatureSource.stream({ retention: Duration.minutes(1470) }) }, 'features/stream-retention'],
    ['more shards than there can be', { source: FeatureSource.stream({ shards: 33 }) }, 'features/shards'],
    ['a name that is none', { groupName: 'customer-spend' }, 'features/group-name'],
    ['a name that is too long after prefixing', { groupName: 'customer_spend_of_the_last_days' }, 'core/name-length'],
  ])('refuses %s', (_what, group, code) => expect(refusedGroup(group)).toEqual([code]));

  test('tells all that is wrong at once', () => {
    expect(refusedGroup({ entityKeys: [], eventTime: '', timeToLive: Duration.days(1) })).toEqual(['features/no-entity-key', 'features/no-event-time', 'features/ttl-offline']);
  });

  test.each<[string, Partial<FeatureGroupProps>]>([
    ['features/managed-composite-key', { entityKeys: [Feature.string('customer_id'), Feature.int('shop_id')] }],
    ['features/managed-online-only', { ...ONLINE, offline: false }],
    ['features/managed-vectors', { features: [Feature.vector('taste', 3)] }],
    ['features/managed-table', { source: FeatureSource.table(path('spend')) }],
    ['features/managed-shards', { source: FeatureSource.stream({ shards: 2 }) }],
  ])('is refused with %s where the service lacks it, and not in Feast', (capability, group) => {
    const target = lacking(capability as Parameters<typeof lacking>[0]);
    expect(refusedGroup(group, { target })).toEqual([capability]);
    expect(refused({ groups: [{ ...SPEND, ...group }], kind: feast(['feast', 'strimzi']) }, { target })).toEqual([]);
  });

  test('takes files of this program only, and jobs of it', () => {
    const elsewhere = { uri: 's3://other', node: new RootConstruct('Other').node } as unknown as IArtifactStore;
    const bucket = { uri: 'gs://other', node: STORE.node } as unknown as IArtifactStore;
    const job = { jobName: 'nightly', node: new RootConstruct('Other').node } as unknown as ITrainingJob;
    [elsewhere, bucket].forEach((store) => expect(refusedGroup({ source: FeatureSource.table(ArtifactPath.of(store, 'a')) })).toEqual(['features/foreign-table']));
    expect(refusedGroup({ source: FeatureSource.job(job) })).toEqual(['features/job-foreign']);
    expect(planGroup({ source: FeatureSource.table(path('a')) }).source.kind).toBe('table');
  });
});

describe('a store', () => {
  test('wakes somebody in production, and holds on to its data', () => {
    const production = { platform: platformOf(Profile.production()) };
    expect(plan({ lock: SchemaLock.at('a.json') }, production)).toMatchObject({ name: 'ml-features', severity: Severity.CRITICAL, deletionProtection: true });
    expect(plan()).toMatchObject({ severity: Severity.INFO, deletionProtection: false });
  });

  test.each<[string, Partial<FeatureStoreProps>, string]>([
    ['no groups', { groups: [] }, 'features/no-groups'],
    ['two groups of one name', { groups: [SPEND, SPEND] }, 'features/group-twice'],
    ['more groups than the service takes', { groups: ['a', 'b', 'c', 'd'].map((groupName) => ({ ...SPEND, groupName })) }, 'features/too-many'],
  ])('refuses %s', (_what, props, code) => expect(refused(props)).toEqual([code]));

  test('refuses production without a lock', () => expect(refused({}, { platform: platformOf(Profile.production()) })).toEqual(['features/no-lock']));

  test('refuses a group that the platform has, whatever stack it stands in, and remembers none that was refused', () => {
    const context = { platform: platformOf(Profile.development()) };
    expect(refused({ groups: [{ ...SPEND, eventTime: '' }] }, context)).toEqual(['features/no-event-time']);
    expect(refused({}, context)).toEqual([]);
    expect(refused({}, context)).toEqual(['features/name-twice']);
  });

  test('refuses dead systems with what took their place', () => {
    expect(codesOf(() => FeatureStoreKind.tecton())).toEqual(['features/tecton']);
    expect(codesOf(() => FeatureStoreKind.vertexLegacy())).toEqual(['features/vertex-legacy']);
  });

  test('is nowhere without a service, nor is what only a service could have', () => {
    const target = lacking('features/managed', 'features/managed-low-latency');
    const groups = [{ ...SPEND, online: OnlineLatency.LOW }];
    expect(refused({ groups }, { target, managed: undefined })).toEqual(['features/managed', 'features/managed-low-latency']);
  });

  test('finds a group by its name, or tells the nearest', () => {
    const groups = new Map([['spend', 1], ['clicks', 2]]);
    expect(groupOf(groups, 'clicks')).toBe(2);
    expect(() => groupOf(groups, 'click')).toThrow("nearest: 'clicks'");
  });
});

describe('Feast', () => {
  test('is software of its cluster, with groups that are named in their project', () => {
    const planned = plan({ kind: feast(['feast']) });
    expect(planned).toMatchObject({ place: { kind: 'feast', namespace: 'features' }, groups: [{ name: 'customer_spend' }] });
  });

  test('needs what its servers share in the cluster, and Kafka for streams', () => {
    expect(refused({ kind: feast([]) })).toEqual(['software/need-missing']);
    expect(refused({ kind: feast(['feast']), groups: [{ ...SPEND, source: FeatureSource.stream() }] })).toEqual(['software/need-missing']);
  });

  test('needs a database where the cloud has none', () => {
    const target = lacking('features/feast-database');
    expect(refused({ kind: feast(['feast']) }, { target })).toEqual(['features/feast-database']);
    expect(refused({ kind: feast(['feast'], FeastDatabase.postgres('feast-db')) }, { target })).toEqual([]);
  });

  test('is not there twice, nor in a cluster of another cloud or program', () => {
    expect(refused({ kind: feast(['feast', 'features-ml-features']) })).toEqual(['features/name-twice']);
    expect(refused({ kind: FeatureStoreKind.feast(clusterWith({ provided: ['feast'], clusterSystem: 'eks' }), { namespace: 'features' }) })).toEqual(['features/cluster']);
    expect(refused({ kind: feast(['feast']) }, {}, new RootConstruct('Other'))).toEqual(['features/cluster']);
  });

  test('answers from memory with Redis only', () => {
    const groups = [{ ...SPEND, online: OnlineLatency.LOW }];
    expect(refused({ groups, kind: feast(['feast']) })).toEqual(['features/feast-low-latency']);
    expect(refused({ groups, kind: feast(['feast'], FeastDatabase.redis('feast-redis')) })).toEqual([]);
  });

  test('keeps the latest values whatever their age, which the service may not', () => {
    const groups = [{ ...ONLINE, timeToLive: Duration.days(1) }];
    expect(refused({ groups, kind: feast(['feast']) })).toEqual(['features/feast-time-to-live']);
    expect(refused({ groups })).toEqual([]);
    expect(refused({ groups }, { target: lacking('features/managed-time-to-live') })).toEqual(['features/managed-time-to-live']);
  });

  test.each(['', 'Feast DB', '-db'])("'%s' names no Secret", (name) => expect(codesOf(() => FeastDatabase.redis(name))).toEqual(['features/feast-secret']));
});

test('a refused store is told of with the place where it was to stand', () => {
  expect(() => plan({ groups: [] }, {}, newStack())).toThrow(/\(at 'App\/Stack\d+\/Features'\)|\(at 'Stack\d+\/Features'\)/);
});
