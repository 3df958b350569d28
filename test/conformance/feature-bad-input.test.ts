import { ArtifactPath, Duration, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, IArtifactStore, OnlineLatency, Profile, Schedule, SchemaLock } from '../../src/core';
import { TargetName } from '../../src/core/private';
import { codesOf } from '../support/refusals';
import { buildFeatures, FeatureBuild, LIVE, STORES, StoreKind } from './feature-builds';

/** A column that the place writes itself. */
const RESERVED: Record<Exclude<TargetName, 'tfk8s'> | 'feast', string> = {
  awscdk: 'is_deleted', tfaws: 'is_deleted', tfgcp: 'feature_timestamp', tfazure: 'create_timestamp', feast: 'event_timestamp',
};

/** More columns than a table of BigQuery takes, which takes the most. */
const TOO_MANY = 10_001;

const reservedIn = (target: TargetName, kind: StoreKind) => (kind === 'feast' || target === 'tfk8s' ? RESERVED.feast : RESERVED[target]);

describe.each(STORES)('bad input for features in %s', (_, subject, kind) => {
  const { target } = subject;
  let built: FeatureBuild;
  beforeAll(() => {
    built = buildFeatures(subject, kind);
  });
  /** The codes with which a group is refused, after which nothing of it is in the tree. */
  const refused = (wish: Partial<FeatureGroupProps>, of = built) => {
    const before = of.stack.node.findAll().length;
    const codes = codesOf(() => of.add([{ ...LIVE, ...wish }]));
    expect(codes).not.toEqual([]);
    expect(of.stack.node.findAll()).toHaveLength(before);
    return codes;
  };

  test('no entity key', () => expect(refused({ entityKeys: [] })).toEqual(['features/no-entity-key']));

  test('no event time', () => expect(refused({ eventTime: '' })).toEqual(['features/no-event-time']));

  test('a feature that is called like a column of the place', () => {
    expect(refused({ features: [Feature.string(reservedIn(target.name, kind))] })).toEqual(['features/reserved']);
  });

  test('more features than the place allows', () => {
    expect(refused({ features: Array.from({ length: TOO_MANY }, (_value, i) => Feature.int(`f${i}`)) })).toContain('features/too-many');
  });

  test('a vector without a dimension', () => expect(codesOf(() => Feature.vector('taste', undefined as unknown as number))).toEqual(['features/dimension']));

  test('a time to live of a group that is offline only', () => {
    expect(refused({ online: undefined, timeToLive: Duration.days(1) })).toContain('features/ttl-offline');
  });

  test('a stream of no shards', () => expect(codesOf(() => FeatureSource.stream({ shards: 0 }))).toEqual(['features/shards']));

  test('a name that is too long once it is prefixed', () => {
    expect(refused({ groupName: `spend_${'of_customers_'.repeat(20)}1` }).filter((code) => code !== 'core/name-illegal')).toContain('core/name-length');
  });

  test('a stream that keeps its events longer than the place does', () => {
    expect(refused({ source: FeatureSource.stream({ retention: Duration.days(5000) }) })).toEqual(['features/stream-retention']);
  });

  test('a refresh that is slower than what is expected of it', () => {
    expect(refused({ refresh: Schedule.every(Duration.hours(12)) })).toEqual(['features/freshness-unmet']);
  });

  test('values that are neither online nor offline', () => expect(refused({ online: undefined, offline: false })).toContain('features/no-store'));

  test('files of another cloud', () => {
    const store = { uri: target.name === 'tfgcp' ? 's3://elsewhere' : 'gs://elsewhere', node: built.platform.node } as unknown as IArtifactStore;
    expect(refused({ source: FeatureSource.table(ArtifactPath.of(store, 'spend')) })).toContain('features/foreign-table');
  });

  test('two groups of one name, or none', () => {
    expect(codesOf(() => built.add([LIVE, LIVE]))).toEqual(['features/group-twice']);
    expect(codesOf(() => built.add([]))).toEqual(['features/no-groups']);
  });

  test('no lock in production', () => {
    const production = buildFeatures(subject, kind, { profile: Profile.production() });
    expect(codesOf(() => production.add([LIVE], { lock: SchemaLock.none() }))).toEqual(['features/no-lock']);
  });

  test('all that is wrong comes at once', () => {
    expect(refused({ entityKeys: [], eventTime: '', online: undefined, timeToLive: Duration.days(1) })).toEqual(
      expect.arrayContaining(['features/no-entity-key', 'features/no-event-time', 'features/ttl-offline']),
    );
  });

  test('an identity of another cloud', () => {
    const store = buildFeatures(subject, kind).add([{ ...LIVE, online: OnlineLatency.STANDARD }]);
    const stranger = { identitySystem: 'elsewhere', identityName: 'ada' };
    expect(codesOf(() => store.grantRead(stranger))).toEqual(['identity/wrong-target']);
    expect(codesOf(() => store.grantWrite(stranger))).toEqual(['identity/wrong-target']);
  });

  if (kind === 'feast') {
    test('events from somebody who is in no cluster', () => {
      const store = buildFeatures(subject, kind).add([LIVE]);
      expect(codesOf(() => store.group('clicks').grantWrite(subject.identity('producer')))).toEqual(['features/grant-in-cluster']);
    });
  }

  test('dead systems', () => {
    expect(codesOf(() => FeatureStoreKind.tecton())).toEqual(['features/tecton']);
    expect(codesOf(() => FeatureStoreKind.vertexLegacy())).toEqual(['features/vertex-legacy']);
  });
});
