import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import {
  Baseline, BatchOutput, DriftMonitorKind, DriftSignal, Duration, Feature, Machine, Prediction, Profile, Retrain, Runtime, Scaling, Size,
  TrainingBackend,
} from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfk8s';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { KubernetesObject } from './api_server/client';
import { ApiServer, whyNoApiServer } from './support/api-server';
import { until } from './support/daemon';
import { Deployment } from './support/deployment';
import { EvidentlyRunner } from './support/evidently-runner';
import { evidentlyPython } from './support/python-venv';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A monitor of what is predicted in batches, which starts a job of another namespace. */
function synthesize(threshold: number): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'drift');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/drift.tfstate', region: 'eu-central-1' });
  const ml = new MlPlatform(stack, 'Ml', {
    kubeContext: 'gpu-cluster',
    profile: Profile.development(),
    existingNetwork: { namespace: 'default' },
    objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer' },
    existingArtifacts: { bucketName: 'acme-lake' },
    existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  });
  const cluster = ml.addTrainingCluster('Train', {
    nodeGroups: [{ name: 'cpus', machine: Machine.custom('worker', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(4) }],
  });
  const job = ml.addTrainingJob('Fit', {
    runtime: Runtime.image('ghcr.io/acme/fit:1.0'), command: ['python', 'fit.py'], machine: Machine.general(8), backend: TrainingBackend.cluster(cluster, { namespace: 'training' }),
  });
  ml.addDriftMonitor('Drift', {
    kind: DriftMonitorKind.evidently(cluster, { namespace: 'fraud' }),
    batchOutput: BatchOutput.folder(ml.artifacts.path('scored')),
    schema: { features: [Feature.float('amount'), Feature.string('country')], prediction: Prediction.binary('fraud') },
    baseline: Baseline.trainingData(ml.artifacts.path('train')),
    signals: [DriftSignal.dataQuality({ outOfRangePercent: 100 }), DriftSignal.dataDrift({ threshold })],
    onDrift: { retrain: Retrain.job(job, { coolDown: Duration.hours(1), maxRunsPerDay: 2 }) },
  });
  app.synth();
  return new SynthesizedApp(app.outdir).stack('drift');
}

const first = synthesize(0.2);
const terraform = terraformFor(first);
const python = evidentlyPython();
const missing = 'missing' in terraform ? terraform.missing : 'missing' in python ? python.missing : whyNoApiServer();
if (missing) process.stderr.write(`SKIPPED a monitor of drift on a real API server: ${missing}\n`);

(missing ? describe.skip : describe)('a monitor of drift on a real API server, with the real Evidently', () => {
  let server: ApiServer;
  let deployment: Deployment;
  let runner: EvidentlyRunner;
  let runs = 0;

  const find = (api: string, kind: string, name: string) => server.client.find(`${api}/namespaces/fraud/${kind}/${name}`);
  const results = async () => {
    const { data } = (await find('/api/v1', 'configmaps', 'ml-drift-results'))!;
    return data === undefined ? undefined : JSON.parse(data['results.json'] as string) as KubernetesObject;
  };
  const trained = () => server.client.list('/apis/batch/v1/namespaces/training/jobs?labelSelector=ml-platform/job=ml-fit');
  const may = async (verb: string, resource: string, namespace: string, name?: string, group = '') => {
    const spec = { user: 'system:serviceaccount:fraud:ml-drift', resourceAttributes: { namespace, verb, group, resource, name } };
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
    return (await server.client.call('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', review)).body.status.allowed as boolean;
  };
  const rows = (count: number, shift: number) => ['amount,country,fraud', ...Array.from({ length: count }, (_, i) => [(i * 37) % 100 + shift, i % 3 ? 'NL' : 'DE', i % 2].join(','))].join('\n');
  const score = (shift: number) => {
    const folder = new Date(Date.now() - 10 * MINUTE - HOUR).toISOString().slice(0, 13).replace(/[-T]/g, '/');
    runner.write(`s3://acme-lake/scored/${folder}/part.csv`, rows(500, shift));
  };
  /** As the controller of CronJobs makes a run: its name ends with the minute at which it is due. */
  const runNow = async (cronJob = 'ml-drift') => {
    const { spec } = (await find('/apis/batch/v1', 'cronjobs', cronJob))!;
    const name = `${cronJob}-${Math.floor(Date.now() / MINUTE) + runs++}`;
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace: 'fraud', labels: spec.jobTemplate.metadata.labels }, spec: spec.jobTemplate.spec };
    await server.client.create('/apis/batch/v1/namespaces/fraud/jobs?fieldValidation=Strict', job);
    await until(`${name} has ended:\n${runner.output.join('').slice(-2_000)}`, async () => {
      const { status } = (await find('/apis/batch/v1', 'jobs', name))!;
      return (status.conditions ?? []).some(({ type }: KubernetesObject) => ['Complete', 'Failed'].includes(type as string));
    }, 4 * MINUTE);
    return (await find('/apis/batch/v1', 'jobs', name))!.status.succeeded === 1;
  };

  beforeAll(async () => {
    server = await ApiServer.start({ context: 'gpu-cluster', runner: (of) => (runner = new EvidentlyRunner(of, (python as { python: string }).python)) });
    const kinds: [string, string, string][] = [
      ['monitoring.coreos.com', 'v1', 'PrometheusRule'], ['monitoring.coreos.com', 'v1', 'PodMonitor'], ['monitoring.coreos.com', 'v1alpha1', 'AlertmanagerConfig'],
    ];
    for (const kind of kinds) await server.client.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition(...kind));
    for (const name of ['fraud', 'training']) {
      const metadata = { name, labels: { 'pod-security.kubernetes.io/enforce': name === 'fraud' ? 'restricted' : 'baseline' } };
      await server.client.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
    }
    await server.client.create('/api/v1/namespaces/fraud/secrets', {
      apiVersion: 'v1', kind: 'Secret', metadata: { name: 's3-writer' }, stringData: { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
    });
    runner.write('s3://acme-lake/train/a.csv', rows(2_000, 0));
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), HOME: server.home });
  }, 30 * MINUTE);

  afterAll(async () => {
    runner?.stop();
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied, shows that it waits for its first run, and a second plan is empty', async () => {
    await deployment.take(first);
    await deployment.apply();
    expect(await deployment.plan()).toEqual([]);
    const deployed = (await find('/apis/apps/v1', 'deployments', 'ml-drift-results'))!;
    expect(deployed.status.readyReplicas).toBe(1);
    expect(await results()).toBeUndefined();
    expect(await shown()).toContain('drift_last_run_timestamp_seconds{monitor="ml-drift"}');
  }, 10 * MINUTE);

  test('finds nothing where nothing has moved, and starts nothing', async () => {
    score(0);
    expect(await runNow()).toBe(true);
    expect(await results()).toMatchObject({ rows: 500, breaches: { 'data-drift': 0, 'data-quality': 0 }, decision: 'no signal asks for it' });
    expect(await trained()).toEqual([]);
    expect(existsSync(runner.fileOf('s3://acme-lake/drift/ml-drift/baseline/current.json'))).toBe(true);
  }, 5 * MINUTE);

  test('starts the job when a feature has moved, once, and shows it', async () => {
    score(60);
    expect(await runNow()).toBe(true);
    const { retraining, breaches } = (await results())!;
    expect(breaches['data-drift']).toBe(1);
    const [run, ...more] = await trained();
    expect(more).toEqual([]);
    expect(run!.metadata).toMatchObject({ name: retraining as string, labels: { 'ml-platform/job': 'ml-fit', 'ml-platform/started-by': 'ml-drift' } });
    const page = await shown();
    expect(page).toMatch(/drift_value\{monitor="ml-drift",signal="data-drift",metric="jensen-shannon",feature="amount"\} 0\.\d+/);
    expect(page).toContain('drift_violations{monitor="ml-drift",signal="data-drift"} 1');
    expect(page).toContain('drift_retrainings_total{monitor="ml-drift"} 1');
  }, 5 * MINUTE);

  test('starts no second run within the cool-down, although it sees the drift again', async () => {
    expect(await runNow()).toBe(true);
    expect((await results())!.decision).toContain('the last run began at');
    expect(await trained()).toHaveLength(1);
  }, 5 * MINUTE);

  test('keeps what it found when it is deployed again with other thresholds, by which the next run goes', async () => {
    const before = await results();
    await deployment.take(synthesize(0.9));
    await deployment.apply();
    expect(await results()).toEqual(before);
    expect(await deployment.plan()).toEqual([]);
    expect(await runNow()).toBe(true);
    expect((await results())!.breaches['data-drift']).toBe(0);
  }, 10 * MINUTE);

  test('computes its baseline anew when somebody says so', async () => {
    runner.write('s3://acme-lake/train/a.csv', rows(1_000, 60));
    expect(await runNow('ml-drift-baseline')).toBe(true);
    expect(runner.output.join('')).toContain('baseline: 1000 rows');
  }, 5 * MINUTE);

  test('may do that and nothing else', async () => {
    expect(await may('patch', 'configmaps', 'fraud', 'ml-drift-results')).toBe(true);
    expect(await may('create', 'jobs', 'training', undefined, 'batch')).toBe(true);
    const forbidden: Array<[string, string, string, string?, string?]> = [
      ['patch', 'configmaps', 'fraud', 'ml-drift-settings'],
      ['list', 'configmaps', 'fraud'],
      ['get', 'secrets', 'fraud', 's3-writer'],
      ['delete', 'jobs', 'training', undefined, 'batch'],
      ['create', 'jobs', 'fraud', undefined, 'batch'],
      ['create', 'pods', 'training'],
    ];
    for (const [verb, resource, namespace, name, group] of forbidden) {
      expect([verb, resource, await may(verb, resource, namespace, name, group)]).toEqual([verb, resource, false]);
    }
  });

  test('is gone when it is destroyed', async () => {
    await deployment.destroy();
    expect(await server.client.list('/apis/batch/v1/namespaces/fraud/cronjobs')).toEqual([]);
    expect(await server.client.list('/apis/rbac.authorization.k8s.io/v1/namespaces/training/roles')).toEqual([]);
  }, 5 * MINUTE);

  async function shown(): Promise<string> {
    const { spec } = (await find('/apis/apps/v1', 'deployments', 'ml-drift-results'))!;
    const address = await runner.serve({ ...spec.template, metadata: { namespace: 'fraud' } });
    return (await fetch(`${address}/metrics`)).text();
  }
});

/** A definition as its operator would make it. */
function definition(group: string, version: string, kind: string): object {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: { group, scope: 'Namespaced', names: { kind, plural, singular: kind.toLowerCase() }, versions: [{ name: version, served: true, storage: true, schema }] },
  };
}
