import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { Approval, Model, ModelStage, Profile, Runtime } from 'ml-platform-constructs';
import { Identity, MlPlatform, ModelRegistry } from 'ml-platform-constructs/tfk8s';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { KubernetesObject } from './api_server/client';
import { ApiServer, whyNoApiServer } from './support/api-server';
import { Deployment } from './support/deployment';

const MINUTE = 60_000;

function synthesize(approval: Approval): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'models');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/models.tfstate', region: 'eu-central-1' });
  const platform = new MlPlatform(stack, 'Ml', {
    kubeContext: 'gpu-cluster',
    platformName: 'acme-ml',
    profile: Profile.development(),
    existingNetwork: { namespace: 'default' },
    objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer' },
    existingArtifacts: { bucketName: 'acme-lake' },
    existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
    personas: {
      dataScientists: [Identity.user('sue@acme.io')],
      mlEngineers: [Identity.user('eve@acme.io')],
      reviewers: [Identity.user('rob@acme.io')],
      ci: [Identity.serviceAccount('ci', 'deployer')],
    },
  });
  const registry = new ModelRegistry(platform, 'Fraud', { platform, stage: ModelStage.STAGING, approvers: { ada: Identity.user('ada@acme.io') } });
  registry.grantRegister(Identity.user('tom@acme.io'));
  registry.addVersion('june', { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5')), approval });
  app.synth();
  return new SynthesizedApp(app.outdir).stack('models');
}

const pending = synthesize(Approval.pending());
const terraform = terraformFor(pending);
const missing = 'missing' in terraform ? terraform.missing : whyNoApiServer();
if (missing) process.stderr.write(`SKIPPED a model registry on a real API server: ${missing}\n`);

(missing ? describe.skip : describe)('a model registry on a real API server', () => {
  let server: ApiServer;
  let deployment: Deployment;

  const map = (name: string) => `/api/v1/namespaces/acme-ml-models/configmaps/acme-ml-fraud-${name}`;
  const dataOf = async (name: string) => ((await server.client.call('GET', map(name))).body.data ?? {}) as Record<string, string>;
  const asked = async (user: string, resourceAttributes: Record<string, string>) => {
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user, resourceAttributes } };
    return (await server.client.call('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', review)).body.status.allowed as boolean;
  };
  const may = (user: string, verb: string, name: string) => asked(user, { namespace: 'acme-ml-models', verb, resource: 'configmaps', name: `acme-ml-fraud-${name}` });

  beforeAll(async () => {
    server = await ApiServer.start({ context: 'gpu-cluster' });
    for (const [version, kind] of [['v1', 'PrometheusRule'], ['v1alpha1', 'AlertmanagerConfig']] as const) {
      await server.client.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition('monitoring.coreos.com', version, kind));
    }
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), HOME: server.home });
  }, 30 * MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied, and a second plan is empty', async () => {
    await deployment.take(pending);
    await deployment.apply();
    expect(await deployment.plan()).toEqual([]);
    expect(JSON.parse((await dataOf('versions')).june!)).toMatchObject({ source: 's3://acme-lake/fraud/1', tags: { approval: 'pending' } });
  }, 10 * MINUTE);

  test('lets approvers decide, and those who register do no such thing', async () => {
    expect(await may('ada@acme.io', 'patch', 'decisions')).toBe(true);
    expect(await may('ada@acme.io', 'patch', 'versions')).toBe(false);
    expect(await may('tom@acme.io', 'patch', 'submissions')).toBe(true);
    expect(await may('tom@acme.io', 'patch', 'decisions')).toBe(false);
    expect(await may('ada@acme.io', 'delete', 'decisions')).toBe(false);
  });

  test.each([
    ['a data scientist', 'sue@acme.io'],
    ['an ML engineer', 'eve@acme.io'],
    ['a pipeline from outside', 'system:serviceaccount:ci:deployer'],
  ])('lets %s neither decide nor register, whatever they may change on the platform', async (_, user) => {
    expect(await asked(user, { namespace: 'default', verb: 'patch', resource: 'configmaps' })).toBe(true);
    for (const verb of ['patch', 'update', 'create', 'delete']) {
      for (const name of ['decisions', 'submissions', 'versions', 'sync']) expect(await may(user, verb, name)).toBe(false);
    }
    // Nor in the name of the CronJob, which has the password of MLflow.
    for (const [group, resource] of [['batch', 'jobs'], ['batch', 'cronjobs'], ['', 'pods']] as const) {
      expect(await asked(user, { namespace: 'acme-ml-models', verb: 'create', group, resource })).toBe(false);
    }
    expect(await asked(user, { namespace: 'acme-ml-models', verb: 'get', resource: 'secrets' })).toBe(false);
  });

  test('lets reviewers decide, and people of the platform see why something does not arrive', async () => {
    expect(await may('rob@acme.io', 'patch', 'decisions')).toBe(true);
    expect(await may('rob@acme.io', 'patch', 'submissions')).toBe(false);
    for (const user of ['sue@acme.io', 'eve@acme.io', 'rob@acme.io']) {
      expect(await may(user, 'get', 'decisions')).toBe(true);
      expect(await asked(user, { namespace: 'acme-ml-models', verb: 'get', resource: 'pods', subresource: 'log' })).toBe(true);
    }
  });

  test('takes the pod of the CronJob, as restricted as the namespace asks', async () => {
    const { spec } = (await server.client.call('GET', '/apis/batch/v1/namespaces/acme-ml-models/cronjobs/acme-ml-fraud-sync')).body;
    const { spec: pod, metadata } = spec.jobTemplate.spec.template;
    const path = '/api/v1/namespaces/acme-ml-models/pods?dryRun=All';
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: 'sync' }, spec: pod };
    expect((await server.client.call('POST', path, body)).status).toBe(201);
    const open = { ...body, spec: { containers: [{ name: 'open', image: 'busybox' }] } };
    const refused = await server.client.call('POST', path, open);
    expect([refused.status, refused.body.message]).toEqual([403, expect.stringContaining('violates PodSecurity "restricted')]);
  });

  test('keeps what approvers wrote, and follows the program where it stands', async () => {
    const decisions = (await server.client.call('GET', map('decisions'))).body;
    await server.client.call('PUT', map('decisions'), { ...decisions, data: { june: 'approved AUC 0.93' } });
    await deployment.take(synthesize(Approval.approved('ada')));
    expect(await deployment.apply()).toEqual([expect.stringMatching(/^update kubernetes_config_map_v1\..*Versions/)]);
    expect(await dataOf('decisions')).toEqual({ june: 'approved AUC 0.93' });
    expect(await deployment.plan()).toEqual([]);
  }, 10 * MINUTE);

  test('goes when it is destroyed', async () => {
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
  }, 10 * MINUTE);
});

function definition(group: string, version: string, kind: string): KubernetesObject {
  const plural = `${kind.toLowerCase()}s`;
  const openAPIV3Schema = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  };
}
