import { mkdtempSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import {
  ClusterTraits, DataCapture, Duration, EndpointKind, EndpointScaling, IClusterSoftware, kubernetes, Machine, Model, Rollout, Runtime, Scaling, Size,
  SoftwareParts,
} from 'ml-platform-constructs';
import { Identity, MlPlatform, ModelEndpoint } from 'ml-platform-constructs/tfk8s';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { KubernetesObject } from './api_server/client';
import { ApiServer, whyNoApiServer } from './support/api-server';
import { Deployment } from './support/deployment';
import { ReleaseRunner } from './support/release-runner';
import { ServingControllers } from './support/serving-controllers';

const MINUTE = 60_000;
const NODES = [{ name: 'cpus', machine: Machine.custom('worker', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(4) }];

/** Software without its charts and its resources: no repository of charts is reached from here. */
class NamesOnly implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[];
  public readonly conflictsWith: string[];
  public readonly provides: string[];

  public constructor(software: IClusterSoftware) {
    ({ softwareName: this.softwareName, needs: this.needs, conflictsWith: this.conflictsWith, provides: this.provides } = software);
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    return {};
  }
}

/** Where a Prometheus of this suite answers; the suite starts it later. */
const prometheusPort = 19_390 + (process.pid % 500);

/** Three endpoints of one model: by KServe with Knative, by a Rollout of Argo, and by a plain Deployment. */
function synthesize(model: string, bakeSeconds = 1): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'serving');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/serving.tfstate', region: 'eu-central-1' });
  const ml = new MlPlatform(stack, 'Ml', {
    kubeContext: 'gpu-cluster',
    existingNetwork: { namespace: 'default' },
    objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-reader' },
    existingArtifacts: { bucketName: 'acme-lake' },
    existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  });
  const cluster = ml.addTrainingCluster('Serve', { nodeGroups: NODES });
  const rollouts = { scaledKinds: [{ apiGroup: 'argoproj.io', resource: 'rollouts' }] };
  [new kubernetes.CertManager(), new kubernetes.ArgoRollouts(), new kubernetes.Keda(rollouts), new kubernetes.Knative(), new kubernetes.KServe()]
    .forEach((software) => cluster.install(new NamesOnly(software)));
  const bakeTime = Duration.seconds(bakeSeconds);
  const props = {
    platform: ml,
    model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.xgboost('2.1')),
    environment: { MODEL: model },
    prometheusUrl: `http://127.0.0.1:${prometheusPort}`,
  };
  const kserve = EndpointKind.kserve(cluster, { namespace: 'fraud' });
  const plain = EndpointKind.deployment(cluster, { namespace: 'fraud' });
  new ModelEndpoint(ml, 'Zero', { ...props, kind: kserve, scaling: Scaling.elastic(0, 4), rollout: Rollout.canary(10, { bakeTime }) });
  new ModelEndpoint(ml, 'Steps', { ...props, kind: plain, scaling: Scaling.fixed(2), rollout: Rollout.blueGreen({ bakeTime }) });
  const once = new ModelEndpoint(ml, 'Once', {
    ...props,
    kind: plain,
    scaling: Scaling.elastic(2, 4),
    scaleOn: [EndpointScaling.offHours({ begins: 20, ends: 6 })],
    // From the second release on.
    dataCapture: model === 'june' ? undefined : DataCapture.sampled(10),
    rollout: Rollout.allAtOnce({ bakeTime }),
  });
  once.grantInvoke(Identity.serviceAccount('shop', 'checkout'));
  app.synth();
  return new SynthesizedApp(app.outdir).stack('serving');
}

const made = synthesize('june');
const terraform = terraformFor(made);
const missing = 'missing' in terraform ? terraform.missing : whyNoApiServer();
if (missing) process.stderr.write(`SKIPPED endpoints on a real API server: ${missing}\n`);

(missing ? describe.skip : describe)('endpoints on a real API server', () => {
  let server: ApiServer;
  let deployment: Deployment;
  let controllers: ServingControllers;
  let runner: ReleaseRunner;
  let prometheus: Server;

  beforeAll(async () => {
    server = await ApiServer.start({ context: 'gpu-cluster', runner: (of) => (runner = new ReleaseRunner(of)) });
    const kinds: [string, string, string][] = [
      ['monitoring.coreos.com', 'v1', 'PrometheusRule'],
      ['monitoring.coreos.com', 'v1', 'PodMonitor'],
      ['monitoring.coreos.com', 'v1alpha1', 'AlertmanagerConfig'],
      ['serving.kserve.io', 'v1beta1', 'InferenceService'],
      ['argoproj.io', 'v1alpha1', 'Rollout'],
      ['argoproj.io', 'v1alpha1', 'AnalysisTemplate'],
      ['keda.sh', 'v1alpha1', 'ScaledObject'],
    ];
    for (const kind of kinds) await server.client.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition(...kind));
    const metadata = { name: 'fraud', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } };
    await server.client.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
    await server.client.create('/api/v1/namespaces/fraud/secrets', {
      apiVersion: 'v1', kind: 'Secret', metadata: { name: 's3-reader' }, stringData: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    });
    controllers = new ServingControllers(server.client);
    prometheus = createServer((request, response) => {
      const revision = /revision="([^"]*)"/.exec(new URL(request.url!, 'http://x').searchParams.get('query')!)?.[1] ?? '';
      const value = controllers.environmentOf(revision).includes('BROKEN') ? 25 : 0;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: { result: [{ value: [0, String(value)] }] } }));
    });
    await new Promise<void>((resolve) => prometheus.listen(prometheusPort, '127.0.0.1', resolve));
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), HOME: server.home });
  }, 30 * MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await controllers?.stop();
    await new Promise((resolve) => (prometheus ? prometheus.close(resolve) : resolve(undefined)));
    await server?.stop();
  }, MINUTE);

  const find = (api: string, kind: string, name: string) => server.client.find(`${api}/namespaces/fraud/${kind}/${name}`);
  const service = async () => (await find('/apis/serving.kserve.io/v1beta1', 'inferenceservices', 'ml-zero'))!;
  const rollout = async () => (await find('/apis/argoproj.io/v1alpha1', 'rollouts', 'ml-steps'))!;
  const modelOf = (container: KubernetesObject) => (container.env as KubernetesObject[]).find(({ name }) => name === 'MODEL')!.value as string;
  const served = async () => [modelOf((await service()).spec.predictor.model), modelOf((await rollout()).spec.template.spec.containers[0])];
  const may = async (account: string, verb: string, group: string, resource: string, name?: string) => {
    const spec = { user: `system:serviceaccount:fraud:${account}`, resourceAttributes: { namespace: 'fraud', verb, group, resource, name } };
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
    return (await server.client.call('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', review)).body.status.allowed as boolean;
  };

  test('are applied, waited for, and a second plan is empty', async () => {
    await deployment.take(made);
    const changes = await deployment.apply();
    expect(changes.filter((change) => !change.startsWith('create '))).toEqual([]);
    expect(await deployment.plan()).toEqual([]);
    expect(await served()).toEqual(['june', 'june']);
    expect(controllers.traffic).toEqual([{ 'ml-zero-1': 100 }]);
  }, 10 * MINUTE);

  test('have pods that a restricted namespace takes', async () => {
    const pods = await server.client.list('/api/v1/namespaces/fraud/pods?labelSelector=ml-platform/endpoint=ml-once');
    expect(pods.length).toBeGreaterThan(0);
    expect(pods.every(({ status }) => status.phase === 'Running')).toBe(true);
  });

  test('have releases that may change what is theirs, and nothing else', async () => {
    expect(await may('ml-zero-release', 'update', 'serving.kserve.io', 'inferenceservices', 'ml-zero')).toBe(true);
    expect(await may('ml-zero-release', 'update', 'serving.kserve.io', 'inferenceservices', 'other')).toBe(false);
    expect(await may('ml-zero-release', 'delete', 'serving.kserve.io', 'inferenceservices', 'ml-zero')).toBe(false);
    expect(await may('ml-zero-release', 'get', '', 'secrets')).toBe(false);
    expect(await may('ml-steps-release', 'get', 'argoproj.io', 'rollouts', 'ml-steps')).toBe(true);
    expect(await may('ml-steps-release', 'update', 'argoproj.io', 'rollouts', 'ml-steps')).toBe(false);
    expect(await may('ml-once-schedule', 'patch', 'keda.sh', 'scaledobjects', 'ml-once')).toBe(true);
    expect(await may('ml-zero', 'update', 'serving.kserve.io', 'inferenceservices', 'ml-zero')).toBe(false);
  });

  test('go over to a new model step by step', async () => {
    await deployment.take(synthesize('july'));
    await deployment.apply();
    expect(await served()).toEqual(['july', 'july']);
    expect(controllers.traffic.slice(1)).toEqual([
      { 'ml-zero-2': 0, 'ml-zero-1': 100 }, { 'ml-zero-2': 10, 'ml-zero-1': 90 }, { 'ml-zero-2': 99, 'ml-zero-1': 1 }, { 'ml-zero-2': 100 },
    ]);
    expect((await service()).spec.predictor).not.toHaveProperty('canaryTrafficPercent');
    expect(await deployment.plan()).toEqual([]);
  }, 10 * MINUTE);

  test('keep requests from then on, by pods that a restricted namespace takes', async () => {
    const collectors = await server.client.list('/api/v1/namespaces/fraud/pods?labelSelector=ml-platform/captures=ml-once');
    expect(collectors.map(({ status }) => status.phase as string)).toEqual(['Running', 'Running']);
    const { spec } = (await find('/apis/apps/v1', 'deployments', 'ml-once'))!;
    const meter = (spec.template.spec.initContainers as KubernetesObject[]).find(({ name }) => name === 'meter')!;
    expect(meter.args[1]).toContain('capture-ml-once.fraud.svc.cluster.local.');
  });

  test('go back from a model that fails, and the apply fails', async () => {
    await deployment.take(synthesize('BROKEN'));
    await expect(deployment.apply()).rejects.toThrow(/hook|BackoffLimitExceeded|FailJob|failed/i);
    expect(await served()).toEqual(['july', 'july']);
    expect(runner.output.join('')).toContain('errors: 25 is more than 1');
    expect(controllers.traffic.at(-1)).toEqual({ 'ml-zero-4': 100 });
    const mostOfBroken = Math.max(...controllers.traffic.map((traffic) => traffic['ml-zero-3'] ?? 0));
    expect(mostOfBroken).toBe(10);
  }, 10 * MINUTE);

  test('are what they were when the change is taken back', async () => {
    const before = controllers.traffic.length;
    await deployment.take(synthesize('july'));
    await deployment.apply();
    expect(await served()).toEqual(['july', 'july']);
    expect(controllers.traffic).toHaveLength(before);
    expect(await deployment.plan()).toEqual([]);
  }, 10 * MINUTE);

  test('take a better one after one that failed', async () => {
    await deployment.take(synthesize('BROKEN'));
    await expect(deployment.apply()).rejects.toThrow();
    await deployment.take(synthesize('august'));
    await deployment.apply();
    expect(await served()).toEqual(['august', 'august']);
    expect(await deployment.plan()).toEqual([]);
  }, 10 * MINUTE);

  test('refuse a second change while the first is watched, which goes on', async () => {
    await deployment.take(synthesize('september', 15));
    const other = await deployment.copy();
    await other.take(synthesize('october'));
    const first = deployment.apply();
    await until(async () => modelOf((await service()).spec.predictor.model) === 'september');
    await expect(other.apply()).rejects.toThrow(/another operation/);
    other.remove();
    await first;
    expect((await served())[0]).toBe('september');
    expect(controllers.traffic.every((traffic) => Object.values(traffic).reduce((sum, part) => sum + part, 0) === 100)).toBe(true);
  }, 10 * MINUTE);

  test('go when they are destroyed', async () => {
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
    expect(await find('/apis/serving.kserve.io/v1beta1', 'inferenceservices', 'ml-zero')).toBeUndefined();
    expect(await find('/apis/apps/v1', 'deployments', 'ml-once')).toBeUndefined();
  }, 10 * MINUTE);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 240; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('it never came');
}

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
