import { Construct, RootConstruct } from 'constructs';
import { Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, OnlineLatency, Profile, SchemaLock } from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { clusterWith, newStack, path } from '../jobs/fake-jobs';
import { plan, platformOf, SPEND } from './fake-features';

const LOCK = SchemaLock.at('features.lock.json');

/** One that was run once more. */
const program = () => new Construct(new RootConstruct(), 'Program');

/** What the lock has after a synth with these groups. */
const lockedWith = (...groups: FeatureGroupProps[]) => plan({ groups, lock: LOCK }, {}, program()).lock!.content;

const LOCKED = lockedWith(SPEND);

const against = (groups: FeatureGroupProps[], before: string | undefined = LOCKED, lock = LOCK, retired?: string[]) =>
  plan({ groups, lock, retired }, { readLock: () => before }, program());
const refused = (...args: Parameters<typeof against>) => codesOf(() => against(...args));

test('a lock says of each group what it may not lose', () => {
  expect(JSON.parse(LOCKED)).toEqual({
    version: 1,
    groups: {
      customer_spend: { entityKeys: ['customer_id'], keyTypes: ['string'], eventTime: 'updated_at', features: { spend_7d: 'float', orders: 'int' } },
    },
    stores: { 'tfaws/ml': { name: 'ml_features', path: 'Program/Features', kind: 'managed', holds: { customer_spend: ['offline'] } } },
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
  const before = lockedWith({ ...SPEND, features: [Feature.int('orders'), Feature.int('constructor')] });
  expect(refused([{ ...SPEND, features: [Feature.int('orders')] }], before)).toEqual(['features/removed']);
  expect(refused([SPEND, { ...SPEND, groupName: 'constructor' }])).toEqual(['features/group-name']);
});

test('a vector of another dimension is another type', () => {
  const taste = (dimension: number) => ({ ...SPEND, features: [Feature.vector('taste', dimension)] });
  expect(refused([taste(512)], lockedWith(taste(384)))).toEqual(['features/retyped']);
});

test('a group goes only when it is retired, and leaves the lock then', () => {
  const clicks = { ...SPEND, groupName: 'clicks' };
  expect(refused([clicks])).toEqual(['features/group-removed']);
  const gone = against([clicks], LOCKED, LOCK, ['customer_spend']).lock!.content;
  expect((JSON.parse(gone) as { groups: object }).groups).toMatchObject({ customer_spend: { retired: true } });
  expect(refused([clicks], gone)).toEqual([]);
  expect(refused([clicks, { ...SPEND, features: [Feature.string('orders')] }], gone)).toEqual(['features/retyped', 'features/removed']);
  expect(refused([SPEND], LOCKED, LOCK, ['customer_spend'])).toEqual(['features/retired']);
  expect(refused([SPEND], LOCKED, LOCK, ['customer_spent'])).toEqual(['features/retired']);
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
    const elsewhere = (groups: FeatureGroupProps[]) => plan({ groups, lock: LOCK }, { readLock: () => locked, platform: { ...platformOf(Profile.development()), platformName: 'trial' } }, program());
    expect(codesOf(() => elsewhere([SPEND]))).toEqual([]);
    expect(Object.keys((JSON.parse(elsewhere([SPEND]).lock!.content) as { stores: object }).stores)).toEqual(['tfaws/ml', 'tfaws/trial']);
  });

  test('is not given up by another kind of store without a word', () => {
    const feast = FeatureStoreKind.feast(clusterWith({ provided: ['feast'] }), { namespace: 'features' });
    const turned = (retired?: string[]) => codesOf(() => plan({ groups: [SPEND], lock: LOCK, kind: feast, retired }, { readLock: () => LOCKED }));
    expect(turned()).toEqual(['features/kind-changed', 'features/moved']);
    expect(turned(['tfaws/ml'])).toEqual([]);
  });

  test('is not destroyed by another id, nor by another place in the program', () => {
    const moved = (id: string, at: Construct, retired?: string[]) =>
      codesOf(() => plan({ groups: [SPEND], lock: LOCK, retired }, { readLock: () => LOCKED }, at, id));
    expect(moved('Renamed', program())).toEqual(['features/moved']);
    expect(moved('Features', new Construct(program(), 'Deeper'))).toEqual(['features/moved']);
    expect(moved('Renamed', program(), ['tfaws/ml'])).toEqual([]);
  });

  test('is not what lies in a table that was there before, nor in files of others', () => {
    const existing = () => plan({ groups: [SPEND], lock: LOCK }, { readLock: () => LOCKED, keepsValues: () => false }, program());
    expect(codesOf(existing)).toEqual(['features/store-removed']);
    const files = plan({ groups: [{ ...SPEND, source: FeatureSource.table(path('spend')) }], lock: undefined }, {}, newStack());
    expect(files.lock!.content).toContain('"customer_spend": []');
  });

  test('is not lost by the next environment, when the first has let go of it', () => {
    const trial = () => ({ platform: { ...platformOf(Profile.development()), platformName: 'trial' } });
    const both = plan({ groups: [SPEND], lock: LOCK }, { ...trial(), readLock: () => LOCKED }, program()).lock!.content;
    const clicks = { ...SPEND, groupName: 'clicks' };
    const gone = against([clicks], both, LOCK, ['customer_spend']).lock!.content;
    const later = (retired?: string[]) =>
      codesOf(() => plan({ groups: [clicks], lock: LOCK, retired }, { ...trial(), readLock: () => gone }, program()));
    expect(later()).toEqual(['features/group-removed']);
    expect(later(['customer_spend'])).toEqual([]);
  });
});

describe('a frozen lock', () => {
  const frozen = SchemaLock.frozen('features.lock.json');

  test('is enough when it has everything, in whatever layout', () => {
    [LOCKED, JSON.stringify(JSON.parse(LOCKED)), `\uFEFF${LOCKED}`].forEach((text) => expect(against([SPEND], text, frozen).lock).toBeUndefined());
  });

  test('is enough for an environment that it does not know', () => {
    const trial = { platform: { ...platformOf(Profile.development()), platformName: 'trial' }, readLock: () => LOCKED };
    expect(plan({ lock: frozen, groups: [SPEND] }, trial, program()).lock).toBeUndefined();
  });

  test('has to be there, and to have everything', () => {
    expect(codesOf(() => plan({ lock: frozen }, {}, program()))).toEqual(['features/lock-stale']);
    expect(refused([{ ...SPEND, features: [...SPEND.features, Feature.bool('vip')] }], LOCKED, frozen)).toEqual(['features/lock-stale']);
  });
});

test.each(['', '{', '[]', 'null', '{"version": 2, "groups": {}, "stores": {}}', '{"version": 1, "groups": {}}', '{"version": 1, "groups": {"a": {}}, "stores": {}}',
  '{"version": 1, "groups": {}, "stores": {"a": null}}', '{"version": 1, "groups": [], "stores": []}', '<<<<<<< HEAD'])("'%s' is no lock", (text) => {
  expect(refused([SPEND], text)).toEqual(['features/lock-unreadable']);
});

test('two stores of one program have two files', () => {
  const one = program();
  plan({ lock: LOCK }, {}, one);
  expect(codesOf(() => plan({ lock: SchemaLock.at('./features.lock.json') }, {}, one))).toEqual(['features/lock-shared']);
  expect(codesOf(() => plan({ lock: LOCK }, {}, new RootConstruct('Other')))).toEqual([]);
});

test.each([' ', 'locks/', 'a\0b'])("a lock is a file, which '%s' is not", (file) => expect(codesOf(() => SchemaLock.at(file))).toEqual(['features/lock-path']));

test('what cannot be read is told of', () => {
  const readLock = () => {
    throw new Error('EISDIR');
  };
  expect(codesOf(() => plan({ lock: LOCK }, { readLock }, program()))).toEqual(['features/lock-path']);
});

test('without a path it is named after the store', () => expect(plan({ lock: undefined }, {}, program()).lock!.path).toBe('feature-schemas/ml-features.json'));
