import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { Duration, Lifecycle, Profile, Retention } from 'ml-platform-constructs';
import { ArtifactStore, Identity, MlPlatform, MlPlatformProps } from 'ml-platform-constructs/tfk8s';
import { acme } from '../../examples/foundation/acme';
import { HelmProvider } from '../../src/providers/helm/provider';
import { KubernetesProvider } from '../../src/providers/kubernetes/provider';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { KubernetesObject } from './api_server/client';
import { ApiServer, whyNoApiServer } from './support/api-server';
import { until } from './support/daemon';
import { Deployment } from './support/deployment';
import { runExample } from './support/example';

const MINUTE = 60_000;

/** The props of `examples/foundation/tfk8s.ts`; a test holds the two against each other. */
const FOUNDATION: MlPlatformProps = {
  ...acme,
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  imageRegistry: { host: 'registry.acme.internal', tlsSecret: 'registry-tls', htpasswdSecret: 'registry-users', pullSecret: 'registry-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
  network: { connectedCidrs: ['10.20.0.0/16'] },
};

const TRAINER = Identity.serviceAccount('acme-ml', 'trainer');

/** Who works on the platform, another store, another registry, an alarm, grants; the first bucket's settings change. */
const GROWN: Partial<MlPlatformProps> = {
  artifacts: { lifecycle: Lifecycle.of({ prefix: 'experiments/', expireAfter: Duration.days(30) }) },
  personas: { dataScientists: [Identity.group('acme:scientists')], mlEngineers: [Identity.user('jane@acme.io')], ci: [Identity.serviceAccount('ci', 'deployer')] },
};

function grow(ml: MlPlatform): void {
  const reports = ml.addArtifactStore('Reports', { retention: Retention.locked(Duration.days(400)) });
  reports.grantRead(TRAINER);
  ml.artifacts.grantWrite(TRAINER);
  ml.registry.grantPull(TRAINER);
  ml.addContainerRegistry('Partners', { repositories: ['shared'] });
  ml.addAlarm('Full', { metric: reports.metrics.storedBytes(), threshold: 5e12, description: 'Delete old reports.' });
}

function synthesize(build: (stack: TerraformStack) => void, name = 'acme-ml-k8s'): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, name);
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/k8s.tfstate', region: 'eu-central-1', encrypt: true });
  build(stack);
  app.synth();
  return new SynthesizedApp(app.outdir).stack(name);
}

const platform = (props: Partial<MlPlatformProps> = {}, more: (ml: MlPlatform) => void = () => undefined) =>
  synthesize((stack) => more(new MlPlatform(stack, 'Ml', { ...FOUNDATION, ...props })));

const foundation = platform();
const terraform = terraformFor(foundation);
const missing = 'missing' in terraform ? terraform.missing : whyNoApiServer();
if (missing) process.stderr.write(`SKIPPED tfk8s on a real API server: ${missing}\n`);

(missing ? describe.skip : describe)('the foundation on a real API server', () => {
  let server: ApiServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await ApiServer.start({ context: 'gpu-cluster' });
    for (const definition of [crd('PrometheusRule', 'v1'), crd('AlertmanagerConfig', 'v1alpha1')]) {
      await server.client.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition);
    }
    // The providers find `~/.kube/config` as they do at a user's: only where home is has changed.
    deployment = newDeployment();
  }, 30 * MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  const newDeployment = () => new Deployment({ ...('env' in terraform ? terraform.env : {}), HOME: server.home });
  const comeAndGo = async (stack: SynthesizedStack) => {
    const visitor = newDeployment();
    try {
      await visitor.take(stack);
      await visitor.apply();
      expect(await visitor.plan()).toEqual([]);
      await visitor.destroy();
      expect(await visitor.resources()).toEqual([]);
    } finally {
      visitor.remove();
    }
  };

  const inNamespace = (api: string, kind: string) => `${api}/namespaces/acme-ml/${kind}`;
  const all = (api: string, kind: string) => server.client.list(inNamespace(api, kind));

  test('is what the example says', () => {
    expect(foundation.json).toEqual(new SynthesizedApp(runExample('foundation/tfk8s')).only.json);
  });

  test('is applied while its user makes the Secrets, and a second plan is empty', async () => {
    await deployment.take(foundation);
    const [changes] = await Promise.all([deployment.apply(), makeSecrets(server, 'acme-ml')]);
    expect(changes.filter((change) => !change.startsWith('create '))).toEqual([]);
    expect(await deployment.plan()).toEqual([]);
    expect(await deployment.outputs()).toMatchObject({ ml_namespace: 'acme-ml', ml_artifacts_bucket_name: 'acme-ml-artifacts' });
  }, 10 * MINUTE);

  test('has pods that the restricted pod security standard has admitted, and no other pod would be', async () => {
    const pods = await all('/api/v1', 'pods');
    expect(pods.map(({ status }) => status.phase).sort()).toEqual(['Running', 'Running', 'Succeeded']);
    const container = { name: 'main', image: 'example.com/main:1' };
    const plain = { metadata: { name: 'plain' }, spec: { containers: [container] } };
    const refused = await server.client.call('POST', inNamespace('/api/v1', 'pods?dryRun=All'), plain);
    expect(refused).toMatchObject({ status: 403, body: { message: expect.stringContaining('violates PodSecurity "restricted') } });
  });

  test('has no warning of the controllers, and has asked for no API that is deprecated', async () => {
    const events = await all('/api/v1', 'events');
    expect(events.filter(({ type }) => type === 'Warning').map(({ message }) => message as string)).toEqual([]);
    const { body } = await server.client.call('GET', '/metrics');
    expect(body.message).toContain('\napiserver_request_total{');
    const deprecated = (body.message as string).split('\n').filter((line) => line.startsWith('apiserver_requested_deprecated_apis{'));
    // The server itself keeps the Endpoints of its own Service.
    expect(deprecated.filter((line) => !line.includes('resource="endpoints"'))).toEqual([]);
  });

  test('tells people through custom resources of the namespace', async () => {
    const [rule] = await all('/apis/monitoring.coreos.com/v1', 'prometheusrules');
    const alerts = rule!.spec.groups[0].rules as KubernetesObject[];
    expect(alerts.map(({ alert }) => alert as string).sort()).toEqual(['MlPlatformAccessDenied', 'MlPlatformDeploymentFailed', 'MlPlatformStorageGrown']);
    expect(new Set(alerts.map(({ labels }) => labels.namespace as string))).toEqual(new Set(['acme-ml']));
    const [routes] = await all('/apis/monitoring.coreos.com/v1alpha1', 'alertmanagerconfigs');
    expect(routes!.spec.receivers.map(({ name }: KubernetesObject) => name as string)).toEqual(['nobody', 'critical', 'warning', 'info']);
  });

  test('grows, and a second plan is empty', async () => {
    await deployment.take(platform(GROWN, grow));
    const [changes] = await Promise.all([deployment.apply(), makeSecrets(server, 'acme-ml', ['partners-registry-tls'])]);
    // A Job cannot be changed: that of the first bucket is made anew under another name.
    expect(changes.filter((change) => /^(delete|delete\+create|create\+delete) /.test(change)).map((change) => change.split('.')[0]))
      .toEqual(['delete+create kubernetes_config_map_v1', 'delete+create kubernetes_job_v1']);
    expect(await deployment.plan()).toEqual([]);
    const jobs = await all('/apis/batch/v1', 'jobs');
    expect(jobs.map(({ status }) => status.succeeded as number)).toEqual([1, 1]);
  }, 10 * MINUTE);

  test.each([
    ['a data scientist starts jobs', { groups: ['acme:scientists'] }, 'create', 'batch/jobs', true],
    ['a data scientist deploys nothing', { groups: ['acme:scientists'] }, 'create', 'apps/deployments', false],
    ['a data scientist reads no Secret', { groups: ['acme:scientists'] }, 'get', '/secrets/s3-writer', false],
    ['an engineer deploys', { user: 'jane@acme.io' }, 'create', 'apps/deployments', true],
    ['an engineer reads no Secret', { user: 'jane@acme.io' }, 'get', '/secrets/smtp', false],
    ['an engineer gives no rights', { user: 'jane@acme.io' }, 'create', 'rbac.authorization.k8s.io/rolebindings', false],
    ['a pipeline deploys', { user: 'system:serviceaccount:ci:deployer' }, 'update', 'apps/deployments', true],
    ['a pipeline deletes nothing', { user: 'system:serviceaccount:ci:deployer' }, 'delete', 'apps/deployments', false],
    ['who was granted to read', { user: TRAINER.identityName }, 'get', '/secrets/s3-reader', true],
    ['who was granted to pull', { user: TRAINER.identityName }, 'get', '/secrets/registry-pull', true],
    ['who was granted some Secrets gets no other', { user: TRAINER.identityName }, 'get', '/secrets/smtp', false],
    ['who was granted some Secrets cannot list them', { user: TRAINER.identityName }, 'list', '/secrets', false],
  ])('%s', async (_, who, verb, what, allowed) => {
    const [group, resource, name] = what.split('/');
    const review = await server.client.create('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      spec: { user: 'somebody', ...who, resourceAttributes: { namespace: 'acme-ml', verb, group, resource, name } },
    });
    expect(review.status.allowed).toBe(allowed);
  });

  test('serves another program that knows its attributes only', async () => {
    await comeAndGo(synthesize((stack) => {
      const { objectStorage, kubeContext } = FOUNDATION;
      const registry = { registryUri: 'registry.acme.internal', pullSecret: 'registry-pull' };
      const attributes = { platformName: 'acme-ml', namespace: 'acme-ml', artifactsBucketName: 'acme-ml-artifacts', objectStorage, registry };
      const cluster = { configPath: '~/.kube/config', configContext: kubeContext };
      new KubernetesProvider(stack, 'Cluster', cluster);
      new HelmProvider(stack, 'Charts', { kubernetes: cluster });
      const ml = MlPlatform.fromAttributes(stack, 'Ml', attributes);
      const store = new ArtifactStore(stack, 'Team', { platform: ml });
      ml.addAlarm('TeamFull', { metric: store.metrics.storedBytes(), threshold: 1e12, description: 'Delete old files.' });
      ml.artifacts.grantWrite(TRAINER);
    }, 'team'));
    expect(await deployment.plan()).toEqual([]);
  }, 10 * MINUTE);

  test('has a neighbour that lives on what exists already, and leaves it there', async () => {
    await server.client.create('/api/v1/namespaces', { metadata: { name: 'shared', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } });
    await makeSecrets(server, 'shared');
    await comeAndGo(platform({
      platformName: 'neighbour',
      network: undefined,
      imageRegistry: undefined,
      existingNetwork: { namespace: 'shared' },
      existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'registry-pull' },
      existingArtifacts: { bucketName: 'acme-models' },
      existingEncryptionKey: { keyName: 'ml-key' },
    }, (ml) => ml.addArtifactStore('Scratch', { versioned: false })));
    const secrets = await server.client.list('/api/v1/namespaces/shared/secrets');
    expect(secrets.map(({ metadata }) => metadata.name as string)).toEqual(expect.arrayContaining(['s3-writer', 's3-reader']));
    expect(await deployment.plan()).toEqual([]);
  }, 10 * MINUTE);

  test('is not destroyed in production', async () => {
    await expect(deployment.destroy()).rejects.toThrow(/Instance cannot be destroyed[\s\S]*prevent_destroy/);
  }, 5 * MINUTE);

  test('becomes a trial, with other labels on everything, and a second plan is empty', async () => {
    await deployment.take(platform({ ...GROWN, profile: Profile.development() }, grow));
    await deployment.apply();
    expect(await deployment.plan()).toEqual([]);
    const objects = await Promise.all([all('/apis/apps/v1', 'deployments'), all('/apis/batch/v1', 'jobs'), all('/api/v1', 'configmaps'), all('/api/v1', 'services')]);
    expect(objects.flat().filter(({ metadata }) => metadata.labels?.environment !== 'development')).toEqual([]);
  }, 10 * MINUTE);

  test('is destroyed and leaves nothing behind', async () => {
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
    expect(await server.client.find('/api/v1/namespaces/acme-ml')).toBeUndefined();
  }, 10 * MINUTE);
});

/** What the documentation asks of the user: the Secrets that the props name, as soon as there is a namespace. */
async function makeSecrets({ client }: ApiServer, namespace: string, tlsSecrets = ['registry-tls']): Promise<void> {
  await until('the namespace is there', async () => (await client.find(`/api/v1/namespaces/${namespace}`)) !== undefined, 2 * MINUTE);
  const s3 = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const secret = (name: string, stringData: KubernetesObject, type = 'Opaque') => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, type, stringData });
  const secrets = [
    secret('s3-writer', s3),
    secret('s3-reader', s3),
    secret('registry-users', { htpasswd: '' }),
    secret('registry-pull', { '.dockerconfigjson': '{"auths":{}}' }, 'kubernetes.io/dockerconfigjson'),
    secret('smtp', { password: 'test' }),
    ...tlsSecrets.map((name) => secret(name, { 'tls.crt': '', 'tls.key': '' }, 'kubernetes.io/tls')),
  ];
  for (const body of secrets) {
    const { status, body: answer } = await client.call('POST', `/api/v1/namespaces/${namespace}/secrets`, body);
    if (status !== 201 && status !== 409) throw new Error(`Secret ${body.metadata.name}: ${status} ${answer.message as string}`);
  }
}

/** A kind of the Prometheus operator that takes whatever it is given: the strict check is `.ci/run manifests`. */
function crd(kind: string, version: string): KubernetesObject {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.monitoring.coreos.com` },
    spec: {
      group: 'monitoring.coreos.com',
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}
