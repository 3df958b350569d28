import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Duration, FeastDatabase, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, OnlineLatency, Profile, Schedule, SchemaLock, Size,
} from '../../../src/core';
import { Feast, Strimzi } from '../../../src/kubernetes';
import { FeatureStore, FeatureStoreProps, Identity, Metric, MlPlatform, MlPlatformProps } from '../../../src/tfk8s';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { CPUS, made, releaseOf } from '../training/clusters';

const SPEND: FeatureGroupProps = {
  groupName: 'customer_spend',
  entityKeys: [Feature.string('customer_id')],
  eventTime: 'updated_at',
  features: [Feature.float('spend_7d'), Feature.string('email', { personalData: true })],
  online: OnlineLatency.STANDARD,
};
const STREAM = { ...SPEND, source: FeatureSource.stream({ shards: 4 }), freshness: Duration.hours(1) };
const CHECKOUT = Identity.serviceAccount('shop', 'checkout');

function stores(platformProps: Partial<MlPlatformProps> = {}) {
  const { platform, cluster, synth } = made({ nodeGroups: [CPUS] }, { profile: Profile.staging(), ...platformProps });
  [new Feast(), new Strimzi()].forEach((software) => cluster.install(software));
  const kind = FeatureStoreKind.feast(cluster, { namespace: 'features', database: FeastDatabase.postgres('feast-postgres') });
  const add = (props: Partial<FeatureStoreProps> = {}) => {
    return new FeatureStore(platform, 'Features', { platform, kind, groups: [SPEND], lock: SchemaLock.none(), ...props });
  };
  const manifests = () => releaseOf(synth(), 'features-ml-features').manifests;
  const of = (wanted: string, name?: string) => {
    return manifests().filter(({ kind: found, metadata }) => found === wanted && (!name || metadata.name === name));
  };
  const groups = () => JSON.parse(of('ConfigMap', 'ml-features-groups')[0]!.data['groups.json'] as string) as Attributes[];
  const table = (more: Partial<FeatureGroupProps> = {}) => {
    return { ...SPEND, groupName: 'products', source: FeatureSource.table(platform.artifacts.path('tables/products')), ...more };
  };
  return { platform, cluster, add, synth, of, groups, table };
}

interface Rule {
  readonly expr: string;
  readonly for: string;
  readonly annotations: { readonly description: string };
}

const rules = (stack: SynthesizedStack) => Object.values(stack.resources('helm_release'))
  .flatMap(({ values = [] }) => (values as string[]).flatMap((text) => ((JSON.parse(text) as Attributes).manifests ?? []) as string[]))
  .map((text) => JSON.parse(text) as Attributes)
  .filter(({ kind }) => kind === 'PrometheusRule')
  .map(({ metadata, spec }) => ({ name: metadata.name as string, ...(spec.groups[0].rules[0] as Rule) }))
  .sort((one, other) => one.name.localeCompare(other.name));

describe('a feature store on a cluster', () => {
  test('is one release that waits until its groups are defined, as an account of its own', () => {
    const { add, synth } = stores();
    const store = add();
    const { release } = releaseOf(synth(), 'features-ml-features');
    expect(release).toMatchObject({ namespace: 'features', atomic: true, wait: true, timeout: 840 });
    expect(store.identity.identityName).toBe('system:serviceaccount:features:ml-features');
    expect([store.featureStoreName, store.serverUrl]).toEqual(['ml-features', 'http://ml-features.features.svc.cluster.local']);
    expect(store.group('customer_spend')).toMatchObject({ groupId: 'ml_features/customer_spend', offlineLocation: 's3://ml-artifacts/features/ml-features/customer_spend' });
    expect(synth().outputs).toMatchObject({ features_server_url: store.serverUrl, features_offline_locations: { customer_spend: store.group('customer_spend').offlineLocation } });
  });

  test('has no password in what Terraform writes: neither that of the database nor the key of the store', () => {
    const { add, of } = stores();
    add();
    const { spec } = of('Deployment')[0]!.spec.template;
    expect(spec.volumes).toContainEqual({ name: 'database', secret: { secretName: 'feast-postgres', items: [{ key: 'postgres', path: 'settings.yaml' }] } });
    expect(spec.containers[0].env).toContainEqual({ name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 's3-writer', key: 'AWS_SECRET_ACCESS_KEY' } } });
  });

  test('keeps its registry in the store of artifacts where the database is Redis', () => {
    const { add, cluster, of } = stores();
    add({ kind: FeatureStoreKind.feast(cluster, { namespace: 'features', database: FeastDatabase.redis('feast-redis') }) });
    const settings = (of('Deployment')[0]!.spec.template.spec.containers[0].env as Attributes[]).find(({ name }) => name === 'STORE_SETTINGS')!.value as string;
    expect(JSON.parse(settings)).toMatchObject({ online_store: { type: 'redis' }, registry: { registry_type: 'file', path: 's3://ml-artifacts/features/ml-features/registry.db' } });
  });

  test('remembers its schemas in a file, which is written with everything else', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lock-')), 'features.json');
    const { add, synth } = stores({ profile: Profile.production() });
    add({ lock: SchemaLock.at(path) });
    synth();
    expect(JSON.parse(readFileSync(path, 'utf8')).groups.customer_spend.features).toMatchObject({ spend_7d: expect.anything() });
  });
});

describe('who may use a group', () => {
  test('reads with the token of a namespace that was let in, and files with the key that may only read', () => {
    const { add, groups, of, synth } = stores();
    const store = add({ groups: [SPEND, { ...SPEND, groupName: 'clicks' }] });
    store.group('customer_spend').grantRead(CHECKOUT);
    store.group('customer_spend').grantRead(CHECKOUT);
    expect(groups().map(({ read, write }) => [read.namespaces, write.namespaces])).toEqual([[['shop'], []], [[], []]]);
    expect(JSON.stringify(of('NetworkPolicy', 'ml-features')[0])).toContain('"kubernetes.io/metadata.name":"shop"');
    const roles = Object.values(synth().resources('kubernetes_role_v1')).filter(({ rule }) => rule[0].resources[0] === 'secrets');
    expect(roles.map(({ rule }) => rule[0])).toEqual([expect.objectContaining({ verbs: ['get'], resource_names: ['s3-reader'] })]);
  });

  test('writes by requests, unless the group has a stream or files', () => {
    const { add, groups, synth, table } = stores();
    const store = add({ groups: [{ ...SPEND, groupName: 'clicks' }, STREAM, table()] });
    ['clicks', 'customer_spend', 'products'].forEach((name) => store.group(name).grantWrite(CHECKOUT));
    expect(groups().map(({ name, write }) => [name, write.namespaces])).toEqual([['clicks', ['shop']], ['customer_spend', ['features']], ['products', []]]);
    const secrets = Object.values(synth().resources('kubernetes_role_v1')).filter(({ rule }) => rule[0].resources[0] === 'secrets');
    expect(secrets.map(({ metadata, rule }) => [metadata.namespace, rule[0].resource_names]).sort()).toEqual([
      ['features', ['ml-features-customer-spend-producer']], [expect.anything(), ['s3-writer']],
    ].sort());
  });

  test('sends events over TLS from where it was let in, with a certificate that may write to that topic', () => {
    const { add, of } = stores();
    add({ groups: [STREAM] }).grantWrite(CHECKOUT);
    const [listener] = of('Kafka')[0]!.spec.kafka.listeners;
    expect(listener).toMatchObject({ tls: true, authentication: { type: 'tls' } });
    expect(listener.networkPolicyPeers[1].namespaceSelector.matchLabels).toEqual({ 'kubernetes.io/metadata.name': 'shop' });
    const [producer] = of('KafkaUser', 'ml-features-customer-spend-producer');
    expect(producer!.spec.authorization.acls).toEqual([
      { resource: { type: 'topic', name: 'customer_spend', patternType: 'literal' }, operations: ['Describe', 'Write'] },
    ]);
  });

  test('has room for the events of its streams', () => {
    const { add, of } = stores();
    add({ groups: [STREAM], brokerStorage: Size.gibibytes(500), storageClassName: 'encrypted' });
    expect(of('KafkaNodePool')[0]!.spec.storage.volumes).toEqual([expect.objectContaining({ size: '500Gi', class: 'encrypted' })]);
  });

  test('is nobody whom Feast could not know', () => {
    const { add } = stores();
    const store = add();
    expect(codesOf(() => store.grantRead(Identity.group('acme:science')))).toEqual(['features/grant-in-cluster']);
    expect(codesOf(() => store.grantWrite({ identitySystem: 'aws', identityName: 'arn:aws:iam::1:role/x' }))).toEqual(['identity/wrong-target']);
  });
});

describe('what calls people', () => {
  test('about a stream: none came, some wait, some cannot be taken in, requests fail', () => {
    const { add, synth } = stores();
    const store = add({ groups: [STREAM] });
    const mine = rules(synth()).filter(({ name }) => name.startsWith('ml-features-customer-spend-'));
    expect(mine.map(({ name }) => name.replace('ml-features-customer-spend-', ''))).toEqual(['dead-letters', 'failing', 'late', 'stale']);
    const [dead, , late, stale] = mine;
    expect(stale).toMatchObject({ for: '60m', expr: expect.stringMatching(/consumergroup="ml-features-customer-spend-stream".* < 0\.5$/) });
    // Half of the time in which values are expected.
    expect(late!.expr).toContain('offset 1800s');
    expect(dead!.expr).toContain('topic="customer_spend-dead-letters"');
    expect(dead!.annotations.description).toContain('customer_spend-dead-letters of the Kafka ml-features in features, which the user ml-features-customer-spend-reviewer may read');
    expect(store.alarms.map((alarm) => alarm.alarmId)).toEqual(expect.arrayContaining(['ml-features-errors', 'ml-features-undefined', 'ml-features-full', ...mine.map(({ name }) => name)]));
  });

  test('about files: how old the newest value is, and runs that fail', () => {
    const { add, synth, table } = stores();
    add({ groups: [table({ freshness: Duration.hours(6), refresh: Schedule.every(Duration.hours(1)) })] });
    const mine = rules(synth()).filter(({ name }) => name.startsWith('ml-features-products-'));
    expect(mine.map(({ expr }) => expr)).toEqual([
      '(sum(kube_job_status_failed{namespace="features",job_name=~"ml-features-products-refresh-[0-9]+"}) or vector(0)) > 0',
      '(max(feast_feature_freshness_seconds{namespace="features",service="ml-features",feature_view="products",project="ml_features"}) or vector(1e9)) > 21600',
    ]);
    expect(mine[0]!.annotations.description).toContain('kubectl logs -n features');
  });

  test('is measured, so that it may be shown', () => {
    const { add } = stores();
    const { lag, writes, reads, deadLetters, failures } = add({ groups: [STREAM] }).group('customer_spend').metrics;
    expect([lag, writes, reads, deadLetters, failures].map((metric) => (metric as Metric).expression).filter((expression) => !expression.includes('features'))).toEqual([]);
  });
});

describe('what cannot be', () => {
  test('is refused, all of it at once, and leaves nothing in the tree', () => {
    const { add, cluster, platform, table } = stores();
    const before = platform.node.findAll().length;
    expect(codesOf(() => platform.addFeatureStore('Features', { groups: [SPEND], lock: SchemaLock.none() }))).toEqual(['features/managed']);
    expect(codesOf(() => add({ kind: FeatureStoreKind.feast(cluster, { namespace: 'features' }) }))).toEqual(['features/feast-database']);
    expect(codesOf(() => add({ groups: [{ ...SPEND, features: [Feature.int('event_timestamp')] }] }))).toEqual(['features/reserved']);
    expect(codesOf(() => add({ groups: [{ ...SPEND, timeToLive: Duration.days(1) }] }))).toEqual(['features/feast-time-to-live']);
    expect(codesOf(() => add({ groups: [table({ refresh: Schedule.every(Duration.minutes(7)) }), { ...SPEND, eventTime: '' }] })).sort()).toEqual(['features/no-event-time', 'job/schedule']);
    expect(platform.node.findAll()).toHaveLength(before);
    expect(codesOf(() => add().group('customer_send'))).toEqual(['features/unknown-group']);
  });

  test('is a store without what it runs on', () => {
    const { platform, cluster } = made({ nodeGroups: [CPUS] });
    const kind = FeatureStoreKind.feast(cluster, { namespace: 'features', database: FeastDatabase.postgres('feast-postgres') });
    const store = () => new FeatureStore(platform, 'Features', { platform, kind, groups: [STREAM], lock: SchemaLock.none() });
    expect(codesOf(store)).toEqual(expect.arrayContaining(['software/need-missing']));
  });
});

/** Texts that Terraform would take for its own. */
const WRITTEN = 'Of "7" days ${in} %{euros}';

test('is taken by the real plugins, with texts as they were written', () => {
  const { add, platform, synth } = stores();
  const described = { ...STREAM, description: WRITTEN, features: [...STREAM.features, Feature.int('orders', { description: WRITTEN })] };
  add({ groups: [described, { ...SPEND, groupName: 'clicks', offline: false }] }).grantRead(CHECKOUT);
  expect(platform).toBeInstanceOf(MlPlatform);
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  const [address] = Object.entries(stack.resources('helm_release')).find(([, { name }]) => name === 'features-ml-features')!;
  const maps = `[for m in jsondecode(helm_release.${address}.values[0]).manifests : jsondecode(m).data["groups.json"] if try(jsondecode(m).data["groups.json"], null) != null]`;
  const written = JSON.stringify(WRITTEN).replaceAll('${', () => '$${').replaceAll('%{', '%%{');
  expectPassed(terraformMockedApply(stack, { expect: [`jsondecode(${maps}[0])[0].description == ${written}`, `jsondecode(${maps}[0])[0].features[2].description == ${written}`] }));
}, 240_000);
