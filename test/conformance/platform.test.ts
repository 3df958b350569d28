import { AlertChannel, Comparison, Persona, Profile, Severity, Size } from '../../src/core';
import { codesOf } from '../support/refusals';
import { Facts, Subject } from './facts';
import { SUBJECTS } from './subjects';

const CHANNELS = [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)];
const cloud = (subject: Subject) => subject.region !== undefined;

/** What an auditor asks of a platform that says nothing, on every target. */
describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('a platform on %s', (_, subject) => {
  let facts: Facts;
  beforeAll(() => {
    facts = subject.platform({ alerts: CHANNELS, tags: { team: 'ml' } }).synth();
  });

  test('stores artifacts encrypted, in private, over TLS, with old versions', () => {
    expect(facts.stores).toHaveLength(1);
    expect(facts.stores[0]).toMatchObject({ encrypted: true, public: false, tlsOnly: true });
    expect(facts.stores[0].versioned).toBe(subject.target.refusals['storage/versions'] === undefined);
  });

  test('keeps images encrypted and in private', () => {
    expect(facts.registries.length).toBeGreaterThan(0);
    facts.registries.forEach((registry) => expect(registry).toMatchObject({ encrypted: true, public: false }));
  });

  test('has a private network whose services are reached privately', () => {
    expect(facts.network?.privateSubnets).toBeGreaterThan(0);
    if (cloud(subject)) {
      expect(facts.network).toMatchObject({ flowLogs: true, keepsNames: true });
      expect(facts.network!.endpoints.length).toBeGreaterThan(0);
    }
  });

  test('opens nothing to the internet', () => {
    expect(facts.publicEndpoints).toEqual([]);
  });

  test('rotates its key', () => {
    if (cloud(subject)) expect(facts.keys.length).toBeGreaterThan(0);
    facts.keys.forEach((key) => expect(key.rotated).toBe(true));
  });

  test('keeps logs for a year in production, encrypted where the cloud can', () => {
    if (cloud(subject)) expect(facts.logs.length).toBeGreaterThan(0);
    facts.logs.forEach((log) => expect(log).toMatchObject({ retentionDays: 365, encrypted: true }));
  });

  test('watches deployments, storage and denied access, and tells its channels', () => {
    ['failed-deploys', 'storage-growth', 'denied-access'].forEach((kind) => {
      expect(facts.alarms).toContainEqual(expect.objectContaining({ kind, routed: true }));
    });
  });

  test('wakes somebody for a failed deployment in production', () => {
    expect(facts.alarms.find(({ kind }) => kind === 'failed-deploys')!.severity).toBe(Severity.CRITICAL);
  });

  test('has a dashboard', () => {
    expect(facts.graphs.length).toBeGreaterThan(0);
  });

  test('gives its four personas rights without a wildcard', () => {
    expect(facts.personas.map(({ persona }) => persona).sort()).toEqual([...Object.values(Persona)].sort());
    facts.personas.forEach(({ allowed }) => expect(allowed.length).toBeGreaterThan(0));
    expect(facts.wildcards).toEqual([]);
  });

  test('lets a reviewer change less than an engineer', () => {
    const allowed = (persona: Persona) => facts.personas.find((found) => found.persona === persona)!.allowed;
    expect(allowed(Persona.REVIEWER).length).toBeLessThan(allowed(Persona.ML_ENGINEER).length);
  });

  test('tags everything that takes tags', () => {
    expect(facts.untagged).toEqual([]);
  });

  test('writes no secret', () => {
    expect(facts.secrets).toEqual([]);
  });

  test('outputs its attributes', () => {
    expect(facts.outputs.length).toBeGreaterThanOrEqual(3);
  });

  test('protects data in production, and lets go of it in development', () => {
    expect(facts.stores[0].protected).toBe(true);
    facts.keys.forEach((key) => expect(key.protected).toBe(true));
    // A store outside the cluster is never deleted with the stack.
    if (cloud(subject)) expect(subject.platform({ profile: Profile.development() }).synth().stores[0].protected).toBe(false);
  });

  test('gives the same bytes twice', () => {
    expect(subject.platform({ alerts: CHANNELS, tags: { team: 'ml' } }).synth()).toEqual(facts);
  });

  test('keeps its ids: they are a contract', () => {
    expect(facts.ids).toMatchSnapshot();
  });
});

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('what is added to a platform on %s', (_, subject) => {
  test('a second store is as safe as the first', () => {
    const built = subject.platform();
    built.platform.addArtifactStore('Reports');
    const { stores } = built.synth();
    expect(stores).toHaveLength(2);
    stores.forEach((store) => expect(store).toMatchObject({ encrypted: true, public: false, tlsOnly: true, protected: true }));
    expect(new Set(stores.map(({ name }) => name)).size).toBe(2);
  });

  test('a second store has an alarm of its own when it grows', () => {
    const built = subject.platform({ alerts: CHANNELS });
    built.platform.addArtifactStore('Reports', { alarmAbove: Size.gibibytes(1) });
    const growth = built.synth().alarms.filter(({ kind }) => kind === 'storage-growth');
    expect(growth).toHaveLength(2);
    growth.forEach(({ routed }) => expect(routed).toBe(true));
  });

  test('a second registry is as safe as the first', () => {
    const built = subject.platform();
    const before = subject.platform().synth().registries.length;
    built.platform.addContainerRegistry('Partners', { repositories: ['shared'] });
    const { registries } = built.synth();
    expect(registries.length).toBeGreaterThan(before);
    registries.forEach((registry) => expect(registry).toMatchObject({ encrypted: true, public: false }));
  });

  test('an alarm on a metric tells the channels of its severity', () => {
    const built = subject.platform({ alerts: CHANNELS });
    const metric = built.platform.artifacts.metrics.storedBytes();
    built.platform.addAlarm('Full', { metric, threshold: 5e12, comparison: Comparison.ABOVE, severity: Severity.CRITICAL, description: 'full' });
    expect(built.synth().alarms).toContainEqual(expect.objectContaining({ severity: Severity.CRITICAL, kind: 'custom', routed: true }));
  });

  test('a path is an address below the store', () => {
    const { artifacts } = subject.platform().platform;
    expect(artifacts.path('fraud/1').uri).toBe(`${artifacts.uri}/fraud/1`);
    expect(codesOf(() => artifacts.path('s3://elsewhere/1'))).toEqual(['storage/path']);
    expect(codesOf(() => artifacts.path('/fraud'))).toEqual(['storage/path']);
  });

  test('a grant adds no wildcard', () => {
    const built = subject.platform();
    built.platform.artifacts.grantRead(subject.identity('trainer'));
    built.platform.artifacts.grantWrite(subject.identity('trainer'));
    built.platform.registry.grantPull(subject.identity('trainer'));
    built.platform.registry.grantPush(subject.identity('trainer'));
    expect(built.synth().wildcards).toEqual([]);
  });

  test("a grant refuses another cloud's identity", () => {
    const { artifacts } = subject.platform().platform;
    expect(codesOf(() => artifacts.grantRead({ identitySystem: 'elsewhere', identityName: 'somebody' }))).toEqual(['identity/wrong-target']);
  });

  test('an image in a repository that nobody made is refused with the nearest', () => {
    const { registry } = subject.platform().platform;
    expect(() => registry.imageUri('trainig', '1')).toThrow("nearest: 'training'");
  });

  test('personas hold their members', () => {
    const { personas } = subject.platform({ personas: { reviewers: [subject.identity('reviewers')] } }).synth();
    const reviewer = personas.find(({ persona }) => persona === Persona.REVIEWER)!;
    expect(reviewer.members).toEqual([subject.identity('reviewers').identityName]);
  });
});

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('bad input on %s', (_, subject) => {
  const refused = (props: Parameters<Subject['platform']>[0], extra?: Parameters<Subject['platform']>[1]) => codesOf(() => subject.platform(props, extra));

  test('arrives all together', () => {
    const codes = refused({ platformName: 'Not-A-Name', network: { cidr: '10.0.0.0/99' }, tags: { 'Bad Key': 'x' } });
    expect(codes).toEqual(expect.arrayContaining(['platform/name', 'network/cidr', 'platform/tag']));
  });

  (cloud(subject) ? test : test.skip)('an unknown region', () => {
    expect(refused({}, { region: 'middle-earth-1' })).toContain('platform/unknown-region');
  });

  test('a name that is known only at deployment', () => {
    expect(refused({ platformName: '${TfToken[TOKEN.7]}' })).toContain('core/token-not-allowed');
  });

  test('overlapping ranges', () => {
    expect(refused({ network: { cidr: '10.0.0.0/16', connectedCidrs: ['10.0.128.0/17'] } })).toContain('network/cidr-overlap');
  });

  (cloud(subject) ? test : test.skip)('an existing network without a private subnet', () => {
    expect(refused({}, { networkWithoutPrivateSubnets: true })).toContain('network/no-private-subnets');
  });

  (cloud(subject) ? test : test.skip)('a key of another region', () => {
    expect(refused({}, { keyOfOtherRegion: true })).toContain('encryption/key-region');
  });

  test('a copy in the same region', () => {
    if (cloud(subject)) expect(refused({ artifacts: { replicaRegion: subject.region } })).toContain('storage/replica-region');
    else expect(refused({ artifacts: { replicaRegion: 'here' } })).toContain('storage/replication');
  });
});

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('what exists already on %s', (_, subject) => {
  test.each(['network', 'key', 'artifacts', 'registry'] as const)('an existing %s is used and not made', (thing) => {
    const made = subject.platform().synth();
    const used = subject.platform({}, { existing: [thing] }).synth();
    // A cluster has no key to make: its store encrypts, with its own key or with the one that is named.
    if (thing === 'key' && !cloud(subject)) expect(used.stores).toEqual([expect.objectContaining({ encrypted: true })]);
    else expect(used.ids.length).toBeLessThan(made.ids.length);
    expect(used.wildcards).toEqual([]);
  });
});
