import { Feature, FeatureSource } from '../../../src/core';
import { Strimzi } from '../../../src/kubernetes';
import { FeatureCallers } from '../../../src/kubernetes/features/feature-callers';
import { connectorConfig, eventMapping } from '../../../src/kubernetes/streaming/connector-config';
import { streamManifests } from '../../../src/kubernetes/streaming/feature-stream';
import { TRAITS } from '../../core/jobs/fake-jobs';
import { BINDING, groupsOf, Json, manifestsOf, one, podOf, SPEND, storeOf, STREAM } from '../features/stores';

const streamed = () => manifestsOf({ groups: [STREAM] });
const connectorOf = (manifests: Json[]) => JSON.parse(one(manifests, 'ConfigMap', 'ml-features-customer-spend-stream').data['connector.json'] as string) as Json;

describe('a stream in a cluster', () => {
  test('is a topic with as many parts as shards, that keeps events as long as is said, and dead letters for two weeks', () => {
    const topics = streamed().filter(({ kind }) => kind === 'KafkaTopic').map(({ spec }) => spec as Json);
    expect(topics.map(({ topicName, partitions, config }) => [topicName, partitions, config['retention.ms'] / 3_600_000])).toEqual([
      ['customer_spend', 4, 48], ['customer_spend-dead-letters', 1, 336],
    ]);
  });

  test('has what was sent on two brokers before it is taken for sent, and takes TLS and named users only', () => {
    const { spec: { kafka } } = one(streamed(), 'Kafka');
    expect(kafka.config).toMatchObject({ 'auto.create.topics.enable': false, 'min.insync.replicas': 2, 'default.replication.factor': 3 });
    expect(kafka.authorization).toEqual({ type: 'simple' });
    expect(kafka.listeners).toEqual([expect.objectContaining({ port: 9093, tls: true, type: 'internal', authentication: { type: 'tls' } })]);
    expect(one(streamed(), 'KafkaNodePool').spec).toMatchObject({ replicas: 3, storage: { volumes: [{ deleteClaim: false }] } });
  });

  test.each([[true, 'keep'], [false, undefined]])('stays when the store goes, where the profile protects data: %p', (deletionProtection, policy) => {
    const { plan } = storeOf({ groups: [STREAM] });
    const manifests = streamManifests({ ...plan, deletionProtection }, BINDING, new FeatureCallers()) as Json[];
    const kept = manifests.filter(({ kind }) => ['Kafka', 'KafkaNodePool', 'KafkaTopic'].includes(kind as string));
    expect(kept).toHaveLength(4);
    expect(new Set(kept.map(({ metadata }) => metadata.annotations?.['helm.sh/resource-policy'] as unknown))).toEqual(new Set([policy]));
  });

  test('lets the connector read it and write dead letters, and who sends events write it: each no more', () => {
    const rightsOf = (name: string) => one(streamed(), 'KafkaUser', name).spec.authorization.acls as Json[];
    const acls = (name: string) => rightsOf(name).map(({ resource, operations }) => [resource.name, operations]);
    expect(acls('ml-features-customer-spend-stream')).toEqual([
      ['customer_spend', ['Describe', 'Read']], ['customer_spend-dead-letters', ['Describe', 'Write']], ['ml-features-customer-spend-stream', ['Describe', 'Read']],
    ]);
    expect(acls('ml-features-customer-spend-producer')).toEqual([['customer_spend', ['Describe', 'Write']]]);
    // Who is called about dead letters reads them, and sends them again.
    expect(acls('ml-features-customer-spend-reviewer')).toEqual([
      ['customer_spend-dead-letters', ['Describe', 'Read']], ['customer_spend', ['Describe', 'Write']], ['ml-features-customer-spend-reviewer', ['Describe', 'Read']],
    ]);
  });

  test('is reached by its connector and by who was let in', () => {
    const { plan, features, manifests } = storeOf({ groups: [STREAM] });
    const peers = () => one(manifests(), 'Kafka').spec.kafka.listeners[0].networkPolicyPeers as Json[];
    expect(peers()).toEqual([{ podSelector: { matchLabels: { 'ml-platform/feature-store': 'ml-features', 'ml-platform/part': 'stream' } } }]);
    features.admitWriter(plan.groups[0]!, 'shop');
    expect(peers()[1]).toMatchObject({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } });
    // Events come through Kafka only: nobody else writes to Feast itself.
    expect(groupsOf(manifests())[0]!.write.namespaces).toEqual(['features']);
  });

  test('is taken in as the connector is told, which is there anew when that changes', () => {
    const templateOf = (manifests: Json[]) => one(manifests, 'Deployment', 'ml-features-customer-spend-stream').spec.template as Json;
    const hash = (manifests: Json[]) => templateOf(manifests).metadata.annotations['ml-platform/config'] as string;
    expect(hash(streamed())).not.toBe(hash(manifestsOf({ groups: [{ ...STREAM, features: [...STREAM.features, Feature.int('returns')] }] })));
    expect(podOf(one(streamed(), 'Deployment', 'ml-features-customer-spend-stream')).volumes).toContainEqual({
      name: 'user', secret: { secretName: 'ml-features-customer-spend-stream', items: [{ key: 'user.crt', path: 'user.crt' }, { key: 'user.key', path: 'user.key' }] },
    });
  });

  test('is measured where the cluster knows monitors', () => {
    const of = ({ spec }: Json) => [spec.podMetricsEndpoints[0].port, Object.keys(spec.selector.matchLabels as Json)];
    const monitors = streamed().filter(({ kind }) => kind === 'PodMonitor').map(of);
    expect(monitors).toEqual([['tcp-prometheus', ['strimzi.io/cluster', 'strimzi.io/name']], ['measurements', ['ml-platform/feature-store', 'ml-platform/part']]]);
  });
});

describe('the connector', () => {
  const { plan } = storeOf({ groups: [STREAM] });
  const config = connectorConfig(plan, plan.groups[0]!) as Json;

  test('forgets no event: what fails is among the dead letters with its reason, as it came', () => {
    const [bad, good] = config.output.switch.cases as Json[];
    expect(bad).toEqual({ check: 'errored()', output: { resource: 'dead_letters' } });
    expect(good!.output.fallback[1]).toEqual({ resource: 'dead_letters' });
    expect(config.output_resources[0]).toMatchObject({ label: 'dead_letters', kafka_franz: { topic: 'customer_spend-dead-letters' } });
    expect(config.output_resources[0].processors[0].mapping).toContain('root = @original');
    // Read again until that is so.
    expect(config.input.kafka_franz).toMatchObject({ start_from_oldest: true, consumer_group: 'ml-features-customer-spend-stream' });
    expect(config.input.kafka_franz).not.toHaveProperty('auto_replay_nacks');
  });

  test('tries for a quarter of an hour before it gives an event up, one request after the other', () => {
    const client = config.output.switch.cases[1].output.fallback[0].http_client as Json;
    const { retries, retry_period: period, max_in_flight: inFlight, drop_on: dropped } = client;
    expect(retries * Number.parseInt(period as string, 10)).toBe(15 * 60);
    expect([inFlight, dropped]).toEqual([1, undefined]);
  });

  test('shows Feast its token, and Kafka its certificate', () => {
    const { Authorization } = config.output.switch.cases[1].output.fallback[0].http_client.headers as Json;
    expect(Authorization).toContain('file(path: "/var/run/secrets/kubernetes.io/serviceaccount/token", no_cache: true)');
    [config.input.kafka_franz, config.output_resources[0].kafka_franz].forEach(({ tls }) => {
      expect(tls).toMatchObject({ enabled: true, root_cas_file: '/kafka/brokers/ca.crt', client_certs: [{ cert_file: '/kafka/user/user.crt' }] });
    });
  });

  test('counts in its log, with nothing of an event in it', () => {
    const taken = (config.pipeline.processors as Json[]).flatMap(({ switch: cases }) => (cases?.[0].processors ?? []) as Json[]);
    const lines = [...taken, config.output_resources[0].processors[1] as Json];
    expect(lines.map(({ log }) => log.fields_mapping as string)).toEqual([
      expect.stringMatching(/^root.ml_features = "ml-features\/customer_spend"\nroot.events = @events\nroot.lag_ms = /),
      'root.ml_features = "ml-features/customer_spend"\nroot.dead_letters = 1',
    ]);
  });

  test.each([
    [{ online: undefined }, 'offline'], [{ offline: false }, 'online'], [{}, 'online_and_offline'],
  ])('writes a group with %p to %s', (more, stores) => {
    const of = storeOf({ groups: [{ ...SPEND, source: FeatureSource.stream(), ...more }] }).plan;
    expect(JSON.stringify(connectorConfig(of, of.groups[0]!))).toContain(`root.to = \\"${stores}\\"`);
  });

  test('takes columns of their types only', () => {
    expect(eventMapping(plan.groups[0]!).split('\n')).toEqual([
      'root.customer_id = if this.customer_id.type() == "string" { this.customer_id } else { throw("customer_id is no string") }',
      'root.updated_at = this.updated_at.ts_parse("2006-01-02T15:04:05Z07:00").ts_format("2006-01-02T15:04:05.000000Z07:00", "UTC")',
      expect.stringContaining('root.spend_7d = if this.spend_7d == null { null } else if this.spend_7d.type() == "number"'),
      expect.stringContaining('{ this.orders.int64() }'),
      expect.stringContaining('throw("vip is no bool")'),
      expect.stringContaining('throw("email is no string")'),
      expect.stringContaining('.ts_unix()'),
      expect.stringContaining('this.taste.length() == 3 && this.taste.all(x -> x.type() == "number")'),
    ]);
  });

  test('asks for the connector of that group', () => {
    expect(connectorOf(streamed()).input.kafka_franz.topics).toEqual(['customer_spend']);
  });
});

describe('Strimzi', () => {
  test('watches all namespaces, and starts what a restricted one takes', () => {
    const { charts, namespaces } = new Strimzi().parts(TRAITS);
    expect(charts).toEqual([expect.objectContaining({ chart: 'strimzi-kafka-operator', version: '1.2.0', namespace: 'strimzi' })]);
    expect(charts![0]!.values).toMatchObject({ watchAnyNamespace: true, replicas: 2, extraEnvs: [{ name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS', value: 'restricted' }] });
    expect(namespaces![0]!.labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  });

  test('comes from a mirror where there is one', () => {
    expect(new Strimzi().parts({ ...TRAITS, mirror: 'harbor.acme.internal/hub' }).charts![0]!.values!.defaultImageRegistry).toBe('harbor.acme.internal/hub');
  });
});
