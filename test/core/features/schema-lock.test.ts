import { RootConstruct } from 'constructs';
import { Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, OnlineLatency, SchemaLock } from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { clusterWith } from '../jobs/fake-jobs';
import { plan, SPEND } from './fake-features';

const LOCK = SchemaLock.at('features.lock.json');

/** What the lock has after a synth with these groups. */
const lockedWith = (...groups: FeatureGroupProps[]) => plan({ groups, lock: LOCK }, {}, new RootConstruct('Program')).lock!.content;

const LOCKED = lockedWith(SPEND);

const against = (groups: FeatureGroupProps[], before: string | undefined = LOCKED, lock = LOCK, retired?: string[]) =>
  plan({ groups, lock, retired }, { readLock: () => before }, new RootConstruct('Program'));
const refused = (...args: Parameters<typeof against>) => codesOf(() => against(...args));

test('a lock says of each group what it may not lose', () => {
  expect(JSON.parse(LOCKED)).toEqual({
    version: 1,
    groups: {
      customer_spend: { entityKeys: ['customer_id'], keyTypes: ['string'], eventTime: 'updated_at', features: { spend_7d: 'float', orders: 'int' } },
    },
    stores: { 'aws/ml_features': { kind: 'managed', holds: { customer_spend: ['offline'] } } },
  });
  expect(lockedWith({ ...SPEND, features: [Feature.vector('taste', 384)] })).toContain('"taste": "vector(384)"');
});

test('it is not written again when nothing changed, in whatever order features are named and lines end', () => {
  expect(against([SPEND]).lock).toBeUndefined();
  expect(against([{ ...SPEND, features: [...SPEND.features].reverse() }]).lock).toBeUndefined();
  expect(against([SPEND], LOCKED.replace(/\n/g, '\r\n')).lock).toBeUndefined();
});

test('features and groups are added to it', () => {
  const more = against([{ ...SPEND, features: [...SPEND.features, Feature.bool('vip')] }, { ...SPEND, groupName: 'clicks' }]);
  expect(more.lock).toMatchObject({ path: 'features.lock.json' });
  expect(Object.keys((JSON.parse(more.lock!.content) as { groups: object }).groups)).toEqual(['clicks', 'customer_spend']);
  expect(more.lock!.content).toContain('"vip": "bool"');
});

test.each<[string, Partial<FeatureGroupProps>, string]>([
  ['a feature that is gone', { features: [Feature.int('orders')] }, 'features/removed'],
  ['a feature that was renamed', { features: [Feature.int('orders'), Feature.float('spend')] }, 'features/removed'],
  ['a feature of another type', { features: [Feature.int('spend_7d'), Feature.int('orders')] }, 'features/retyped'],
  ['another key', { entityKeys: [Feature.string('shop_id')] }, 'features/key-changed'],
  ['a key of another type', { entityKeys: [Feature.int('customer_id')] }, 'features/key-changed'],
  ['another event time', { eventTime: 'seen_at' }, 'features/key-changed'],
])('%s is refused', (_what, group, code) => expect(refused([{ ...SPEND, ...group }])).toEqual([code]));

test('what is called as every object of JavaScript has something is no exception', () => {
  const constructor = { ...SPEND, groupName: 'constructor', features: [Feature.int('orders'), Feature.int('constructor')] };
  expect(refused([{ ...constructor, features: [Feature.int('orders')] }], lockedWith(constructor))).toEqual(['features/removed']);
  expect(refused([SPEND], lockedWith(SPEND, constructor))).toEqual(['features/group-removed']);
});

test('a vector of another dimension is another type', () => {
  const taste = (dimension: number) => ({ ...SPEND, features: [Feature.vector('taste', dimension)] });
  expect(refused([taste(512)], lockedWith(taste(384)))).toEqual(['features/retyped']);
});

test('a group goes only when it is retired, and leaves the lock then', () => {
  const clicks = { ...SPEND, groupName: 'clicks' };
  expect(refused([clicks])).toEqual(['features/group-removed']);
  expect(against([clicks], LOCKED, LOCK, ['customer_spend']).lock!.content).not.toContain('customer_spend');
  expect(refused([SPEND], LOCKED, LOCK, ['customer_spend'])).toEqual(['features/retired']);
});

describe('what holds values or events', () => {
  const live: FeatureGroupProps = { ...SPEND, online: OnlineLatency.STANDARD, source: FeatureSource.stream() };
  const locked = lockedWith(live);

  test.each<[string, FeatureGroupProps]>([
    ['stream', { ...live, source: undefined }], ['online', { ...live, online: undefined }], ['offline', { ...live, offline: false }],
  ])('goes only when it is retired: %s', (what, group) => {
    expect(refused([group], locked)).toEqual(['features/store-removed']);
    expect(refused([group], locked, LOCK, [`customer_spend.${what}`])).toEqual([]);
    expect(refused([live], locked, LOCK, [`customer_spend.${what}`])).toEqual(['features/retired']);
  });

  test('may come at any time', () => expect(refused([live])).toEqual([]));

  test('is remembered for each environment, whose groups are the same', () => {
    const elsewhere = (groups: FeatureGroupProps[]) => plan({ groups, lock: LOCK }, { readLock: () => locked }, new RootConstruct('Program'), 'Trial');
    expect(codesOf(() => elsewhere([SPEND]))).toEqual([]);
    expect(Object.keys((JSON.parse(elsewhere([SPEND]).lock!.content) as { stores: object }).stores)).toEqual(['aws/ml_features', 'aws/ml_trial']);
  });

  test('is not given up by another kind of store without a word', () => {
    const feast = FeatureStoreKind.feast(clusterWith({ provided: ['feast'] }), { namespace: 'features' });
    const turned = (retired?: string[]) => codesOf(() => plan({ groups: [SPEND], lock: LOCK, kind: feast, retired }, { readLock: () => LOCKED }));
    expect(turned()).toEqual(['features/kind-changed']);
    expect(turned(['aws/ml_features'])).toEqual([]);
  });
});

describe('a frozen lock', () => {
  const frozen = SchemaLock.frozen('features.lock.json');

  test('is enough when it has everything', () => expect(against([SPEND], LOCKED, frozen).lock).toBeUndefined());

  test('has to be there, and to have everything', () => {
    expect(codesOf(() => plan({ lock: frozen }, {}, new RootConstruct('Program')))).toEqual(['features/lock-stale']);
    expect(refused([{ ...SPEND, features: [...SPEND.features, Feature.bool('vip')] }], LOCKED, frozen)).toEqual(['features/lock-stale']);
  });
});

test.each(['', '{', '[]', 'null', '{"version": 2, "groups": {}, "stores": {}}', '{"version": 1, "groups": {}}', '{"version": 1, "groups": {"a": {}}, "stores": {}}',
  '{"version": 1, "groups": {}, "stores": {"a": null}}', '<<<<<<< HEAD'])("'%s' is no lock", (text) => {
  expect(refused([SPEND], text)).toEqual(['features/lock-unreadable']);
});

test('two stores of one program have two files', () => {
  const program = new RootConstruct('Program');
  plan({ lock: LOCK }, {}, program);
  expect(codesOf(() => plan({ lock: LOCK }, {}, program))).toEqual(['features/lock-shared']);
  expect(codesOf(() => plan({ lock: LOCK }, {}, new RootConstruct('Other')))).toEqual([]);
});

test('a lock has a path', () => expect(codesOf(() => SchemaLock.at(' '))).toEqual(['features/lock-path']));

test('without a path it is named after the store', () => expect(plan({ lock: undefined }).lock!.path).toBe('feature-schemas/ml-features.json'));
