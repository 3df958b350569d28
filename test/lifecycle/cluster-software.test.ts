import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { Accelerator, ClusterTraits, IClusterSoftware, kubernetes, Scaling, SoftwareParts } from 'ml-platform-constructs';
import { Identity, MlPlatform } from 'ml-platform-constructs/tfk8s';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { KubernetesObject } from './api_server/client';
import { ApiServer, whyNoApiServer } from './support/api-server';
import { Deployment } from './support/deployment';

const MINUTE = 60_000;
const TEAMS = [{ team: 'vision', gpus: { gpus: 16 } }, { team: 'language', gpus: { gpus: 16 } }];

/** Software without its charts: no repository of charts is reached from here. Its namespaces and its resources are installed as they are. */
class WithoutCharts implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[];
  public readonly conflictsWith: string[];
  public readonly provides: string[];

  public constructor(private readonly software: IClusterSoftware) {
    ({ softwareName: this.softwareName, needs: this.needs, conflictsWith: this.conflictsWith, provides: this.provides } = software);
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    return { ...this.software.parts(cluster), charts: [] };
  }
}

function synthesize(teams: kubernetes.TeamQuota[]): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'gpu');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/gpu.tfstate', region: 'eu-central-1' });
  const ml = new MlPlatform(stack, 'Ml', {
    kubeContext: 'gpu-cluster',
    // What is there already: nothing that would need a Secret of the user's.
    existingNetwork: { namespace: 'default' },
    objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer' },
    existingArtifacts: { bucketName: 'acme-lake' },
    existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  });
  const train = ml.addTrainingCluster('Train', { nodeGroups: [{ name: 'gpus', accelerator: Accelerator.h100(8), scaling: Scaling.fixed(4) }] });
  train.install(new WithoutCharts(new kubernetes.Kueue({ teams })));
  train.install(new kubernetes.Manifest('priorities', {
    manifests: [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'training' }, value: 1000, description: 'Text with {{ braces }}, ${HOME} and %{ if } stays as it is' }],
  }));
  train.addServiceAccount('Trainer', { namespace: 'vision' });
  train.grantEdit(Identity.group('acme:vision'), 'vision');
  train.grantAdmin(Identity.group('acme:operators'));
  app.synth();
  return new SynthesizedApp(app.outdir).stack('gpu');
}

const made = synthesize(TEAMS);
const terraform = terraformFor(made);
const missing = 'missing' in terraform ? terraform.missing : whyNoApiServer();
if (missing) process.stderr.write(`SKIPPED cluster software on a real API server: ${missing}\n`);

(missing ? describe.skip : describe)('cluster software on a real API server', () => {
  let server: ApiServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await ApiServer.start({ context: 'gpu-cluster' });
    const kinds: [string, string, string, 'Cluster' | 'Namespaced'][] = [
      ['monitoring.coreos.com', 'v1', 'PrometheusRule', 'Namespaced'],
      ['monitoring.coreos.com', 'v1alpha1', 'AlertmanagerConfig', 'Namespaced'],
      ['kueue.x-k8s.io', 'v1beta2', 'ResourceFlavor', 'Cluster'],
      ['kueue.x-k8s.io', 'v1beta2', 'ClusterQueue', 'Cluster'],
      ['kueue.x-k8s.io', 'v1beta2', 'LocalQueue', 'Namespaced'],
    ];
    for (const kind of kinds) await server.client.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition(...kind));
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), HOME: server.home });
  }, 30 * MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  const names = async (api: string, kind: string) => (await server.client.list(`${api}/${kind}`)).map(({ metadata }) => metadata.name).sort();

  test('is applied, and a second plan is empty', async () => {
    await deployment.take(made);
    const changes = await deployment.apply();
    expect(changes.filter((change) => !change.startsWith('create '))).toEqual([]);
    expect(await deployment.plan()).toEqual([]);
  }, 10 * MINUTE);

  test('is what the server has: a flavor a group, a queue and a namespace a team', async () => {
    expect(await names('/apis/kueue.x-k8s.io/v1beta2', 'resourceflavors')).toEqual(['gpus']);
    expect(await names('/apis/kueue.x-k8s.io/v1beta2', 'clusterqueues')).toEqual(['language', 'vision']);
    expect(await names('/apis/kueue.x-k8s.io/v1beta2/namespaces/vision', 'localqueues')).toEqual(['default']);
    expect(await names('/api/v1', 'namespaces')).toEqual(expect.arrayContaining(['language', 'vision']));
    expect(await names('/api/v1/namespaces/vision', 'serviceaccounts')).toEqual(expect.arrayContaining(['trainer']));
  });

  test('has texts that nothing evaluated', async () => {
    const [priority] = (await server.client.list('/apis/scheduling.k8s.io/v1/priorityclasses')).filter(({ metadata }) => metadata.name === 'training');
    expect(priority!.description).toBe('Text with {{ braces }}, ${HOME} and %{ if } stays as it is');
  });

  test('lets a team work in its namespace and nowhere else, and operators everywhere', async () => {
    const may = async (group: string, namespace: string, verb: string, resource: string, apiGroup = '') => {
      const spec = { user: 'somebody', groups: [group], resourceAttributes: { namespace, verb, resource, group: apiGroup } };
      const { body } = await server.client.call('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec });
      return body.status.allowed as boolean;
    };
    expect(await may('acme:vision', 'vision', 'create', 'pods')).toBe(true);
    expect(await may('acme:vision', 'language', 'create', 'pods')).toBe(false);
    expect(await may('acme:vision', 'vision', 'create', 'rolebindings', 'rbac.authorization.k8s.io')).toBe(false);
    expect(await may('acme:operators', 'language', 'delete', 'nodes')).toBe(true);
  });

  test('follows a change of quotas in place, and goes when it is destroyed', async () => {
    await deployment.take(synthesize([{ team: 'vision', gpus: { gpus: 24 } }, { team: 'language', gpus: { gpus: 8 } }]));
    const changes = await deployment.apply();
    expect(changes.every((change) => change.startsWith('update '))).toBe(true);
    const queue = (await server.client.list('/apis/kueue.x-k8s.io/v1beta2/clusterqueues')).find(({ metadata }) => metadata.name === 'vision');
    expect(queue!.spec.resourceGroups[0].flavors[0].resources).toContainEqual({ name: 'nvidia.com/gpu', nominalQuota: 24 });
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
    expect(await names('/apis/kueue.x-k8s.io/v1beta2', 'clusterqueues')).toEqual([]);
  }, 10 * MINUTE);
});

function definition(group: string, version: string, kind: string, scope: 'Cluster' | 'Namespaced'): KubernetesObject {
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } } }],
    },
  };
}
