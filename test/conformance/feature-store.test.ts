import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Accelerator, Duration, FeastDatabase, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, OnlineLatency, Profile, SchemaLock, Severity,
} from '../../src/core';
import { codesOf } from '../support/refusals';
import { isCloud } from './cluster-builds';
import { Facts } from './facts';
import { BATCH, buildFeatures, FeatureBuild, groupIn, LIVE, STORES } from './feature-builds';
import { pytorchOf } from './job-builds';

/** What an auditor, and whoever trains on features, asks of a store, whatever it is made of. */
describe.each(STORES)('features in %s', (_, subject, kind) => {
  const { refusals } = subject.target;
  const build = () => buildFeatures(subject, kind);
  const directory = mkdtempSync(join(tmpdir(), 'lock-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  let alone: Facts;
  let facts: Facts;
  beforeAll(() => {
    alone = build().synth();
    const built = build();
    fill(built);
    facts = built.synth();
  });

  /** Whether whatever is online is offline, too; elsewhere memory keeps the latest values only. */
  const keepsAll = refusals['features/managed-online-only'] !== undefined;
  /** What the place can hold of them. */
  const lacksVectors = kind === 'managed' && refusals['features/managed-vectors'] !== undefined;
  const batchGroup = lacksVectors ? { ...BATCH, features: BATCH.features.filter(({ type }) => type !== 'vector') } : BATCH;

  function fill({ add, people: { reader, writer, producer } }: FeatureBuild): void {
    const store = add([batchGroup, LIVE]);
    store.group('customer_spend').grantRead(reader.identity);
    store.group('customer_spend').grantWrite(writer.identity);
    store.group('clicks').grantWrite(producer.identity);
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
      built.add([{ ...LIVE, online: OnlineLatency.LOW, offline: keepsAll }]);
      return built.synth();
    };
    const redis = () => {
      const built = build();
      const database = FeastDatabase.redis('feast-redis');
      built.add([{ ...LIVE, online: OnlineLatency.LOW }], { kind: FeatureStoreKind.feast(built.cluster!, { namespace: 'features', database }) });
      return built.synth();
    };
    if (kind === 'feast') {
      expect(codesOf(low)).toEqual(['features/feast-low-latency']);
      // Beside Redis Feast needs a file for its registry, which it writes to other clouds only.
      if (subject.target.name === 'tfazure') expect(codesOf(redis)).toEqual(['features/feast-registry']);
      else expect(groupIn(redis(), 'clicks').online).toBe('low');
      return;
    }
    if (refusals['features/managed-low-latency']) expect(codesOf(low)).toEqual(['features/managed-low-latency']);
    else expect(groupIn(low(), 'clicks').online).toBe('low');
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

  test('are private and encrypted, and open nothing to the internet', () => {
    facts.featureGroups.forEach((group) => {
      expect(group.private).toBe(true);
      if (isCloud(subject)) expect(group.encrypted).toBe(true);
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
    if (isCloud(subject)) expect(groupIn(built.synth(), 'customer_spend').protected).toBe(false);
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
    // The disks of a cluster are encrypted in every profile.
    if (kind === 'feast' && isCloud(subject)) expect(stream!.encrypted).toBe(true);
  });

  if (kind === 'managed') {
    test("have the platform's key on the stream, too, in production", () => {
      const built = buildFeatures(subject, kind, { profile: Profile.production() });
      built.add([LIVE], { lock: SchemaLock.at(join(directory, 'production.json')) });
      const group = groupIn(built.synth(), 'clicks');
      expect(group).toMatchObject({ encrypted: true, private: true, protected: true });
      expect(group.stream).toMatchObject({ encrypted: true, keepsDeadLetters: true });
    });
  }

  test('are read and written by whom it was granted, and by nobody else', () => {
    const { reader, writer, producer } = build().people;
    const [batch, live] = [groupIn(facts, 'customer_spend'), groupIn(facts, 'clicks')];
    const among = (names: string[]) => [reader, writer, producer].filter(({ name }) => names.includes(name)).map(({ name }) => name);
    expect(batch.readers).toContain(reader.name);
    expect(among(batch.writers)).toEqual([writer.name]);
    expect(among(live.writers)).toEqual([producer.name]);
    // Without a cloud one key opens all files of a store.
    if (isCloud(subject)) expect(among(live.readers)).toEqual([]);
    expect(batch.readers).not.toContain(producer.name);
    // What the store has that brings values into one group brings them into no other; Feast is one program for all.
    if (kind === 'managed') expect(live.writers.filter((name) => name.includes('Features') && batch.writers.includes(name))).toEqual([]);
    // Whoever sends events does not write what came of earlier ones.
    if (kind === 'feast') expect(live.writers.filter((name) => name.includes('producer'))).toEqual([producer.name]);
  });

  if (isCloud(subject)) {
    test('are written by the job that is their source, and by its identity only', () => {
      const built = build();
      const { platform, add } = built;
      const job = platform.addTrainingJob('Nightly', { runtime: pytorchOf(subject, 'managed'), command: ['python', 'f.py'], accelerator: Accelerator.t4() });
      add([{ ...batchGroup, source: FeatureSource.job(job) }, { ...batchGroup, groupName: 'others' }]);
      const made = built.synth();
      const idIn = (reference: string) => /[\w-]+[0-9A-F]{8}/.exec(reference)?.[0];
      const writers = (group: string) => groupIn(made, group).writers.map(idIn);
      const { runsAs } = made.jobs.find(({ name }) => name.endsWith('nightly'))!;
      expect(writers('customer_spend').filter((id) => !writers('others').includes(id))).toEqual([idIn(runsAs)]);
    });
  }

  test('call people when values are old, late, or set aside', () => {
    const told = facts.alarms.filter((alarm) => !alone.alarms.some(({ kind: before }) => before === alarm.kind));
    expect(told.map((alarm) => alarm.kind)).toEqual(expect.arrayContaining(['stale', 'late', 'dead-letters']));
    told.forEach(({ routed }) => expect(routed).toBe(true));
    expect(told.find((alarm) => alarm.kind === 'stale')!.severity).toBe(Severity.WARNING);
    expect(facts.graphs.length).toBeGreaterThan(alone.graphs.length);
  });

  test('carry the tags of the platform', () => {
    expect(facts.untagged).toEqual([]);
    const before = alone.software.map(({ release }) => release);
    const added = facts.software.filter(({ release }) => !before.includes(release));
    added.flatMap(({ manifests }) => manifests).forEach(({ metadata }) => expect(metadata.labels).toMatchObject({ platform: 'ml', team: 'ml' }));
  });

  test('leave everything else as it was', () => expect(facts.ids).toEqual(expect.arrayContaining(alone.ids)));

  test('have names of their own, in whichever store', () => {
    const built = build();
    built.add([LIVE]);
    built.add([LIVE], {}, 'More');
    const both = built.synth();
    expect(both.twins).toEqual(alone.twins);
    expect(both.featureGroups).toHaveLength(2);
  });

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
    const path = join(directory, 'schemas/features.json');

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

    test('do not lose what was deployed with what is in it, unless it is retired by its name', () => {
      const lock = SchemaLock.at(join(directory, 'deployed.json'));
      const first = build();
      first.add([LIVE], { lock });
      first.synth();
      const { source: _source, freshness: _freshness, ...still } = LIVE;
      const later = (groups: FeatureGroupProps[], retired?: string[], of = build()) => codesOf(() => of.add(groups, { lock, retired }));
      expect(later([still])).toEqual(['features/store-removed']);
      expect(later([{ ...LIVE, online: undefined }])).toEqual(['features/store-removed']);
      expect(later([still], ['clicks.stream'])).toEqual([]);
      expect(later([{ ...LIVE, groupName: 'others' }])).toEqual(['features/group-removed']);
      if (kind === 'managed') expect(later([LIVE], undefined, buildFeatures(subject, 'feast'))).toEqual(['features/kind-changed']);
    });
  });
});
