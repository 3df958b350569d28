import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import {
  ClusterTraits, Duration, FeastDatabase, Feature, FeatureSource, FeatureStoreKind, IClusterSoftware, kubernetes, Machine, OnlineLatency, Profile,
  Scaling, SchemaLock, Size, SoftwareParts,
} from 'ml-platform-constructs';
import { FeatureStore, Identity, MlPlatform } from 'ml-platform-constructs/tfk8s';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { KubernetesObject } from './api_server/client';
import { ApiServer, whyNoApiServer } from './support/api-server';
import { until } from './support/daemon';
import { Deployment } from './support/deployment';
import { FeastRunner, forged, tokenOf } from './support/feast-runner';
import { feastPython } from './support/python-venv';

const MINUTE = 60_000;
const NODES = [{ name: 'cpus', machine: Machine.custom('worker', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(4) }];

/** Strimzi without its chart: no repository of charts is reached from here. */
class StrimziElsewhere implements IClusterSoftware {
  public readonly softwareName = 'strimzi';
  public readonly needs = [];
  public readonly conflictsWith = [];
  public readonly provides = [];

  public parts(_cluster: ClusterTraits): SoftwareParts {
    return {};
  }
}

/** A store with a group of requests, one of files and one with a stream. */
function synthesize(...more: Feature[]): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'features');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/features.tfstate', region: 'eu-central-1' });
  const ml = new MlPlatform(stack, 'Ml', {
    kubeContext: 'gpu-cluster',
    profile: Profile.development(),
    existingNetwork: { namespace: 'default' },
    objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer' },
    existingArtifacts: { bucketName: 'acme-lake' },
    existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  });
  const cluster = ml.addTrainingCluster('Serve', { nodeGroups: NODES });
  [new kubernetes.Feast(), new StrimziElsewhere()].forEach((software) => cluster.install(software));
  const group = { entityKeys: [Feature.string('customer_id')], eventTime: 'updated_at', online: OnlineLatency.STANDARD };
  const store = new FeatureStore(ml, 'Features', {
    platform: ml,
    kind: FeatureStoreKind.feast(cluster, { namespace: 'features', database: FeastDatabase.postgres('feast-postgres') }),
    lock: SchemaLock.none(),
    groups: [
      { ...group, groupName: 'spend', features: [Feature.float('spend_7d'), Feature.timestamp('last_order'), ...more] },
      { ...group, groupName: 'products', features: [Feature.vector('taste', 2)], source: FeatureSource.table(ml.artifacts.path('tables/products')) },
      { ...group, groupName: 'clicks', features: [Feature.int('clicks')], source: FeatureSource.stream(), freshness: Duration.hours(1) },
    ],
  });
  const checkout = Identity.serviceAccount('shop', 'checkout');
  ['spend', 'products'].forEach((name) => store.group(name).grantRead(checkout));
  store.group('spend').grantWrite(checkout);
  app.synth();
  return new SynthesizedApp(app.outdir).stack('features');
}

const first = synthesize();
const terraform = terraformFor(first);
const python = feastPython();
const missing = 'missing' in terraform ? terraform.missing : 'missing' in python ? python.missing : whyNoApiServer();
if (missing) process.stderr.write(`SKIPPED a feature store on a real API server: ${missing}\n`);

(missing ? describe.skip : describe)('a feature store on a real API server, with the real Feast', () => {
  let server: ApiServer;
  let deployment: Deployment;
  let runner: FeastRunner;
  let address: string;
  const tokens: Record<string, string> = {};

  const find = (api: string, kind: string, name: string) => server.client.find(`${api}/namespaces/features/${kind}/${name}`);
  const post = async (path: string, token: string | undefined, body: object) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) as KubernetesObject : text };
  };
  const ask = async (token: string | undefined, ...features: string[]) => {
    const { status, body } = await post('/get-online-features', token, { features, entities: { customer_id: ['ada'] } });
    if (status !== 200) return status;
    const { metadata, results } = body as KubernetesObject;
    const names = metadata.feature_names as string[];
    return features.map((feature) => results[names.indexOf(feature.split(':')[1]!)].values[0] as unknown);
  };
  const spent = (spend: number) => ({ customer_id: ['ada'], spend_7d: [spend], last_order: [1_795_600_000], updated_at: [new Date().toISOString()] });
  const push = (token: string | undefined, df: object) => post('/push', token, { push_source_name: 'spend', to: 'online_and_offline', df });

  beforeAll(async () => {
    server = await ApiServer.start({ context: 'gpu-cluster', runner: (of) => (runner = new FeastRunner(of, (python as { python: string }).python)) });
    const kinds: [string, string, string][] = [
      ['monitoring.coreos.com', 'v1', 'PrometheusRule'],
      ['monitoring.coreos.com', 'v1', 'PodMonitor'],
      ['monitoring.coreos.com', 'v1', 'ServiceMonitor'],
      ['monitoring.coreos.com', 'v1alpha1', 'AlertmanagerConfig'],
      ...['Kafka', 'KafkaNodePool', 'KafkaTopic', 'KafkaUser'].map((kind): [string, string, string] => ['kafka.strimzi.io', 'v1', kind]),
    ];
    for (const kind of kinds) await server.client.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition(...kind));
    for (const name of ['features', 'shop', 'other']) {
      const metadata = { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } };
      await server.client.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
    }
    const secret = (name: string, ...keys: string[]) => server.client.create('/api/v1/namespaces/features/secrets', {
      apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: Object.fromEntries(keys.map((key) => [key, 'x'])),
    });
    await secret('feast-postgres', 'postgres');
    await secret('s3-writer', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY');
    // As Strimzi makes them.
    await secret('ml-features-cluster-ca-cert', 'ca.crt');
    await secret('ml-features-clicks-stream', 'user.crt', 'user.key');
    for (const namespace of ['shop', 'other']) {
      await server.client.create(`/api/v1/namespaces/${namespace}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'checkout' } });
      tokens[namespace] = await tokenOf(server, namespace, 'checkout');
    }
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), HOME: server.home });
  }, 30 * MINUTE);

  afterAll(async () => {
    await runner?.stop();
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied, its groups are defined, and a second plan is empty', async () => {
    await deployment.take(first);
    await deployment.apply();
    expect(runner.output.join('')).toContain('Created feature view spend');
    expect(await deployment.plan()).toEqual([]);
    const pods = await server.client.list('/api/v1/namespaces/features/pods?labelSelector=ml-platform/feature-store=ml-features');
    expect(pods.filter(({ status }) => status.phase === 'Running')).toHaveLength(4);
    const deployed = (await find('/apis/apps/v1', 'deployments', 'ml-features'))!;
    address = await runner.serve({ ...deployed.spec.template, metadata: { namespace: 'features' } });
  }, 10 * MINUTE);

  test('takes values from whom it was told, and gives them to whom it was told', async () => {
    expect((await push(tokens.shop, spent(12.5))).status).toBe(200);
    expect(await ask(tokens.shop, 'spend:spend_7d', 'spend:last_order')).toEqual([12.5, 1_795_600_000]);
    const files = runner.filesOf('s3://acme-lake/features/ml-features/spend');
    expect(await runner.script(`import pyarrow.parquet as p; print(p.read_table("${files}").to_pylist())`)).toContain("'spend_7d': 12.5");
  });

  test('lets nobody else in: neither without a token, nor with one of another namespace, nor with one that is forged', async () => {
    expect(await ask(undefined, 'spend:spend_7d')).toBe(401);
    expect(await ask(tokens.other, 'spend:spend_7d')).toBe(403);
    expect(await ask(forged(tokens.shop!), 'spend:spend_7d')).toBe(401);
    expect((await push(tokens.other, spent(0))).status).toBe(403);
    expect((await push(forged(tokens.shop!), spent(0))).status).toBe(401);
    // Of the stream it may read nothing: nobody granted it.
    expect(await ask(tokens.shop, 'clicks:clicks')).toBe(403);
    expect(await ask(tokens.shop, 'spend:spend_7d')).toEqual([12.5]);
  });

  test('brings files online until the newest event, in which older ones lack nothing', async () => {
    const folder = runner.filesOf('s3://acme-lake/tables/products');
    await runner.script(`
import os, pandas as pd
os.makedirs("${folder}")
rows = {"customer_id": ["ada"], "updated_at": [pd.Timestamp.now("UTC").floor("us") - pd.Timedelta(seconds=1)]}
pd.DataFrame(rows).to_parquet("${folder}/1.parquet")
pd.DataFrame({**rows, "taste": [[0.5, 1.5]], "updated_at": [rows["updated_at"][0] + pd.Timedelta(seconds=1)]}).to_parquet("${folder}/2.parquet")`);
    const { spec } = (await find('/apis/batch/v1', 'cronjobs', 'ml-features-products-refresh'))!;
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'by-hand', namespace: 'features' }, spec: spec.jobTemplate.spec };
    await server.client.create('/apis/batch/v1/namespaces/features/jobs', job);
    await until('the files are online', async () => (await find('/apis/batch/v1', 'jobs', 'by-hand'))!.status.succeeded === 1, 2 * MINUTE);
    expect(runner.output.join('')).toContain('products: values until ');
    expect(await ask(tokens.shop, 'products:taste')).toEqual([[0.5, 1.5]]);
  }, 5 * MINUTE);

  test('gets a feature where it stands: what answers goes on, and what is there stays', async () => {
    const before = (await find('/apis/apps/v1', 'deployments', 'ml-features'))!;
    await deployment.take(synthesize(Feature.int('orders')));
    const changes = await deployment.apply();
    expect(changes.filter((change) => change.includes('helm_release'))).toEqual([expect.stringMatching(/^update helm_release\..*features-ml-features/)]);
    expect((await find('/apis/apps/v1', 'deployments', 'ml-features'))!.metadata.generation).toBe(before.metadata.generation);
    await until('the new feature is known', async () => JSON.stringify(await ask(tokens.shop, 'spend:spend_7d', 'spend:orders')) === '[12.5,null]', MINUTE);
    expect((await push(tokens.shop, { ...spent(20), orders: [3] })).status).toBe(200);
    expect(await ask(tokens.shop, 'spend:spend_7d', 'spend:orders')).toEqual([20, 3]);
    expect(await deployment.plan()).toEqual([]);
  }, 10 * MINUTE);

  test('goes back when its groups cannot be defined, and the apply fails', async () => {
    runner.broken = true;
    await deployment.take(synthesize(Feature.int('orders'), Feature.bool('vip')));
    await expect(deployment.apply()).rejects.toThrow(/hook|BackoffLimitExceeded|failed/i);
    runner.broken = false;
    const { data } = (await find('/api/v1', 'configmaps', 'ml-features-groups'))!;
    expect(data['groups.json']).not.toContain('vip');
    expect(await ask(tokens.shop, 'spend:orders')).toEqual([3]);
    await deployment.apply();
    await until('it is taken once it can be', async () => JSON.stringify(await ask(tokens.shop, 'spend:orders', 'spend:vip')) === '[3,null]', MINUTE);
  }, 10 * MINUTE);

  test('writes the address of a registry in PostgreSQL with a password of any letters', async () => {
    const settings = '{"host": "pg.acme.internal", "database": "feast", "user": "ml", "password": "p@s$HOME/%"}';
    expect(await runner.script(`import json, ml_features; print(ml_features.database(json.loads('${settings}')))`))
      .toBe('postgresql+psycopg://ml:p%40s%24HOME%2F%25@pg.acme.internal:5432/feast?sslmode=require');
  });

  test('goes when it is destroyed', async () => {
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
    expect(await find('/apis/apps/v1', 'deployments', 'ml-features')).toBeUndefined();
    expect(await server.client.list('/apis/kafka.strimzi.io/v1/namespaces/features/kafkatopics')).toEqual([]);
  }, 10 * MINUTE);
});

function definition(group: string, version: string, kind: string): KubernetesObject {
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: [{
        name: version,
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      }],
    },
  };
}
