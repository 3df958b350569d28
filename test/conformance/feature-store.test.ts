import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Feature, OnlineLatency, Profile, SchemaLock, Severity } from '../../src/core';
import { codesOf } from '../support/refusals';
import { Facts } from './facts';
import { BATCH, buildFeatures, FeatureBuild, groupIn, LIVE, STORES } from './feature-builds';
import { nameIn } from './probes';

/** What an auditor, and whoever trains on features, asks of a store, whatever it is made of. */
describe.each(STORES)('features in %s', (_, subject, kind) => {
  const { refusals } = subject.target;
  const build = () => buildFeatures(subject, kind);
  let alone: Facts;
  let facts: Facts;
  beforeAll(() => {
    alone = build().synth();
    const built = build();
    fill(built);
    facts = built.synth();
  });

  /** What the place can hold of them. */
  const lacksVectors = kind === 'managed' && refusals['features/managed-vectors'] !== undefined;
  const batchGroup = lacksVectors ? { ...BATCH, features: BATCH.features.filter(({ type }) => type !== 'vector') } : BATCH;

  function fill({ add }: FeatureBuild): void {
    const store = add([batchGroup, LIVE]);
    store.group('customer_spend').grantRead(subject.identity('reader'));
    store.group('customer_spend').grantWrite(subject.identity('writer'));
    store.group('clicks').grantWrite(subject.identity('producer'));
  }

  test('are groups with all their columns, keys and times', () => {
    expect(alone.featureGroups).toEqual([]);
    expect(facts.featureGroups).toHaveLength(2);
    const batch = groupIn(facts, 'customer_spend');
    expect(batch).toMatchObject({ kind, entityKeys: ['customer_id'], eventTime: 'updated_at', offline: true });
    expect(Object.keys(batch.columns).sort()).toEqual(['customer_id', 'updated_at', ...batchGroup.features.map(({ name }) => name)].sort());
    expect(groupIn(facts, 'clicks')).toMatchObject({ entityKeys: ['customer_id'], eventTime: 'seen_at' });
  });

  test('are online only where somebody asked for it', () => {
    expect(groupIn(facts, 'customer_spend').online).toBeUndefined();
    expect(groupIn(facts, 'clicks').online).toBeDefined();
  });

  test('answer fast where the place can', () => {
    const low = () => {
      const built = build();
      built.add([{ ...LIVE, online: OnlineLatency.LOW }]);
      return built.synth();
    };
    if (kind === 'managed' && refusals['features/managed-low-latency']) expect(codesOf(low)).toEqual(['features/managed-low-latency']);
    else if (kind === 'managed') expect(groupIn(low(), 'clicks').online).toBe('low');
  });

  test('forget online values after the time to live, where the place can', () => {
    const dying = () => {
      const built = build();
      built.add([{ ...LIVE, timeToLive: Duration.days(7) }]);
      return built.synth();
    };
    if (kind === 'feast') expect(codesOf(dying)).toEqual(['features/feast-time-to-live']);
    else if (refusals['features/managed-time-to-live']) expect(codesOf(dying)).toEqual(['features/managed-time-to-live']);
    else expect(groupIn(dying(), 'clicks').ttlSeconds).toBe(7 * 86_400);
  });

  test('are private and encrypted, in the stream too, and open nothing to the internet', () => {
    facts.featureGroups.forEach((group) => {
      expect(group.private).toBe(true);
      if (subject.region && kind === 'managed') expect(group.encrypted).toBe(true);
    });
    expect(facts.publicEndpoints).toEqual(alone.publicEndpoints);
    expect(facts.wildcards).toEqual(alone.wildcards);
    expect(facts.secrets).toEqual([]);
    facts.stores.forEach((store) => expect(store.public).toBe(false));
  });

  test('stay when the program forgets them, unless it is a trial', () => {
    facts.featureGroups.forEach((group) => expect(group.protected).toBe(true));
    const built = buildFeatures(subject, kind, { profile: Profile.development() });
    built.add([batchGroup]);
    if (kind === 'managed') expect(groupIn(built.synth(), 'customer_spend').protected).toBe(false);
  });

  test('show who answers for them, and where personal data are', () => {
    const { personalData, owner } = groupIn(facts, 'customer_spend');
    expect(personalData.some((column) => ['postcode', 'customer_spend'].includes(column))).toBe(true);
    expect(owner).toContain('payments-ml');
    expect(groupIn(facts, 'clicks').personalData).toEqual([]);
  });

  test('come from a stream that keeps its events, and what cannot be taken in', () => {
    expect(groupIn(facts, 'customer_spend').stream).toBeUndefined();
    const { stream } = groupIn(facts, 'clicks');
    expect(stream).toMatchObject({ retentionHours: 24, keepsDeadLetters: true });
    if (subject.region && kind === 'managed') expect(stream!.encrypted).toBe(true);
  });

  test('are read and written by whom it was granted, and by nobody else', () => {
    const [reader, writer, producer] = ['reader', 'writer', 'producer'].map((who) => nameIn(subject.identity(who)));
    const batch = groupIn(facts, 'customer_spend');
    expect(batch.readers).toContain(reader);
    expect(batch.writers).toContain(writer);
    expect(batch.readers).not.toContain(producer);
    expect(batch.writers).not.toContain(reader);
    expect(groupIn(facts, 'clicks').writers).toContain(producer);
    expect(groupIn(facts, 'clicks').readers).not.toContain(reader);
  });

  test('call people when values are old, late, or set aside', () => {
    const told = facts.alarms.filter((alarm) => !alone.alarms.some(({ kind: before }) => before === alarm.kind));
    expect(told.map((alarm) => alarm.kind)).toEqual(expect.arrayContaining(['stale', 'late', 'dead-letters']));
    told.forEach(({ routed }) => expect(routed).toBe(true));
    expect(told.find((alarm) => alarm.kind === 'stale')!.severity).toBe(Severity.WARNING);
    expect(facts.graphs.length).toBeGreaterThan(alone.graphs.length);
  });

  test('carry the tags of the platform', () => expect(facts.untagged).toEqual([]));

  test('leave everything else as it was', () => expect(facts.ids).toEqual(expect.arrayContaining(alone.ids)));

  test('give the same bytes twice', () => {
    const built = build();
    fill(built);
    expect(built.synth()).toEqual(facts);
  });

  test('have addresses that are a contract', () => expect(facts.ids.filter((id) => !alone.ids.includes(id))).toMatchSnapshot());

  test('grow in place: a feature more keeps every address', () => {
    const withMore = (more: Feature[]) => {
      const built = build();
      built.add([{ ...LIVE, features: [...LIVE.features, ...more] }]);
      return built.synth();
    };
    const [before, after] = [withMore([]), withMore([Feature.bool('vip')])];
    expect(after.ids).toEqual(expect.arrayContaining(before.ids));
    expect(Object.keys(groupIn(after, 'clicks').columns)).toContain('vip');
  });

  describe('with a lock', () => {
    const directory = mkdtempSync(join(tmpdir(), 'lock-'));
    const path = join(directory, 'schemas/features.json');
    afterAll(() => rmSync(directory, { recursive: true }));

    test('do not lose what they had, in a program that comes later', () => {
      const first = build();
      first.add([LIVE], { lock: SchemaLock.at(path) });
      expect(existsSync(path)).toBe(false);
      first.synth();
      const [{ name }] = LIVE.features as [Feature];
      expect(readFileSync(path, 'utf8')).toContain(`"${name}": "int"`);
      const later = build();
      const before = later.stack.node.findAll().length;
      expect(codesOf(() => later.add([{ ...LIVE, features: LIVE.features.slice(1) }], { lock: SchemaLock.at(path) }))).toEqual(['features/removed']);
      expect(codesOf(() => later.add([{ ...LIVE, features: [Feature.float(name), ...LIVE.features.slice(1)] }], { lock: SchemaLock.at(path) }))).toEqual(['features/retyped']);
      expect(later.stack.node.findAll()).toHaveLength(before);
    });
  });
});
