import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import {
  Accelerator, ClusterTraits, Duration, IClusterSoftware, JobSecret, JobTrigger, kubernetes, Machine, Runtime, Scaling, Schedule, Size, SoftwareParts,
  TrainingBackend,
} from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfk8s';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { KubernetesObject } from './api_server/client';
import { ApiServer, whyNoApiServer } from './support/api-server';
import { Deployment } from './support/deployment';

const MINUTE = 60_000;

/** Software without its charts and its resources: no repository of charts is reached from here. The team's namespace is made. */
class NamespacesOnly implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[];
  public readonly conflictsWith: string[];
  public readonly provides: string[];

  public constructor(private readonly software: IClusterSoftware) {
    ({ softwareName: this.softwareName, needs: this.needs, conflictsWith: this.conflictsWith, provides: this.provides } = software);
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { namespaces, queues } = this.software.parts(cluster);
    return { namespaces, queues };
  }
}

function synthesize(nodes: number): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'jobs');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/jobs.tfstate', region: 'eu-central-1' });
  const ml = new MlPlatform(stack, 'Ml', {
    kubeContext: 'gpu-cluster',
    existingNetwork: { namespace: 'default' },
    objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer' },
    existingArtifacts: { bucketName: 'acme-lake' },
    existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  });
  const train = ml.addTrainingCluster('Train', {
    nodeGroups: [
      { name: 'gpus', accelerator: Accelerator.h100(8), scaling: Scaling.fixed(4) },
      { name: 'cpus', machine: Machine.custom('worker', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(4) },
    ],
  });
  [
    new kubernetes.Kueue({ teams: [{ team: 'vision', gpus: { gpus: 32 }, cpus: { cpus: 64 } }] }),
    new kubernetes.JobSet(), new kubernetes.KubeflowTrainer(), new kubernetes.ArgoEvents({ namespaces: ['vision'] }),
  ].forEach((software) => train.install(new NamespacesOnly(software)));
  const backend = TrainingBackend.cluster(train, { namespace: 'vision' });
  ml.addTrainingJob('Resnet', {
    runtime: Runtime.pytorch('2.8'),
    command: ['torchrun', 'train.py'],
    accelerator: Accelerator.h100(8),
    nodes: Scaling.fixed(nodes),
    backend,
    triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.webhook(JobSecret.fromKubernetes('starters', 'token'))],
  });
  ml.addTrainingJob('Forecast', {
    runtime: Runtime.image('ghcr.io/acme/prophet:1.0'), command: ['python', 'fit.py'], machine: Machine.general(8), backend, maxRunTime: Duration.hours(2),
  });
  app.synth();
  return new SynthesizedApp(app.outdir).stack('jobs');
}

const made = synthesize(2);
const terraform = terraformFor(made);
const missing = 'missing' in terraform ? terraform.missing : whyNoApiServer();
if (missing) process.stderr.write(`SKIPPED training jobs on a real API server: ${missing}\n`);

(missing ? describe.skip : describe)('training jobs on a real API server', () => {
  let server: ApiServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await ApiServer.start({ context: 'gpu-cluster' });
    const kinds: [string, string, string][] = [
      ['monitoring.coreos.com', 'v1', 'PrometheusRule'],
      ['monitoring.coreos.com', 'v1alpha1', 'AlertmanagerConfig'],
      ['trainer.kubeflow.org', 'v1alpha1', 'TrainingRuntime'],
      ['trainer.kubeflow.org', 'v1alpha1', 'TrainJob'],
      ['argoproj.io', 'v1alpha1', 'EventSource'],
      ['argoproj.io', 'v1alpha1', 'Sensor'],
    ];
    for (const kind of kinds) await server.client.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition(...kind));
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), HOME: server.home });
  }, 30 * MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  const inTeam = (api: string, kind: string, name = '') => `${api}/namespaces/vision/${kind}${name && `/${name}`}`;
  const runOf = async (job: string) => {
    const { data } = (await server.client.find(inTeam('/api/v1', 'configmaps', `ml-${job}-run`)))!;
    return JSON.parse(data['run.json'] as string) as KubernetesObject;
  };
  const may = async (account: string, verb: string, group: string, resource: string) => {
    const spec = { user: `system:serviceaccount:vision:${account}`, resourceAttributes: { namespace: 'vision', verb, group, resource } };
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
    return (await server.client.call('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', review)).body.status.allowed as boolean;
  };

  test('are applied without a run, and a second plan is empty', async () => {
    await deployment.take(made);
    const changes = await deployment.apply();
    expect(changes.filter((change) => !change.startsWith('create '))).toEqual([]);
    expect(await deployment.plan()).toEqual([]);
    expect(await server.client.list(inTeam('/apis/trainer.kubeflow.org/v1alpha1', 'trainjobs'))).toEqual([]);
    expect(await server.client.list(inTeam('/apis/batch/v1', 'jobs'))).toEqual([]);
  }, 10 * MINUTE);

  test('have a starter that may make runs of their kind, and nothing else', async () => {
    expect(await may('ml-resnet-start', 'create', 'trainer.kubeflow.org', 'trainjobs')).toBe(true);
    expect(await may('ml-resnet-start', 'delete', 'trainer.kubeflow.org', 'trainjobs')).toBe(false);
    expect(await may('ml-resnet-start', 'get', '', 'secrets')).toBe(false);
    expect(await may('ml-resnet', 'create', 'trainer.kubeflow.org', 'trainjobs')).toBe(false);
  });

  test('are started as `kubectl create job --from` does: the starter gets a pod, with the text of the run', async () => {
    const cronJob = (await server.client.find(inTeam('/apis/batch/v1', 'cronjobs', 'ml-forecast')))!;
    expect(cronJob.spec.suspend).toBe(true);
    const metadata = { name: 'ml-forecast-now', namespace: 'vision', labels: cronJob.spec.jobTemplate.metadata.labels };
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: cronJob.spec.jobTemplate.spec };
    await server.client.create(inTeam('/apis/batch/v1', 'jobs?fieldValidation=Strict'), job);
    const pod = await podOf('ml-forecast-now');
    expect(pod.spec).toMatchObject({ serviceAccountName: 'ml-forecast-start', containers: [{ args: ['create', '--filename=/run/job/run.json'] }] });
  }, MINUTE);

  test('have runs that the server takes strictly, each under a name of its own, which its pod is told', async () => {
    const run = await runOf('forecast');
    const names = [];
    for (let i = 0; i < 2; i++) names.push((await server.client.create(inTeam('/apis/batch/v1', 'jobs?fieldValidation=Strict'), run)).metadata.name as string);
    expect(new Set(names).size).toBe(2);
    const pod = await podOf(names[0]!);
    expect(pod.spec.serviceAccountName).toBe('ml-forecast');
    const [{ valueFrom }] = (pod.spec.containers[0].env as KubernetesObject[]).filter(({ name }) => name === 'ML_RUN_ID');
    const label = /^metadata\.labels\['(.*)'\]$/.exec(valueFrom.fieldRef.fieldPath as string)![1]!;
    expect(pod.metadata.labels[label]).toBe(names[0]);
    const trainJob = await server.client.create(inTeam('/apis/trainer.kubeflow.org/v1alpha1', 'trainjobs'), await runOf('resnet'));
    expect(trainJob.metadata.name).toMatch(/^ml-resnet-.+/);
  }, MINUTE);

  test('follow a change in place: the next run has it, and runs that are there stay', async () => {
    await deployment.take(synthesize(4));
    const changes = await deployment.apply();
    expect(changes.every((change) => change.startsWith('update '))).toBe(true);
    expect((await runOf('resnet')).spec.trainer.numNodes).toBe(4);
    const [there] = await server.client.list(inTeam('/apis/trainer.kubeflow.org/v1alpha1', 'trainjobs'));
    expect(there!.spec.trainer.numNodes).toBe(2);
  }, 10 * MINUTE);

  test('go when they are destroyed', async () => {
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
    expect(await server.client.find(inTeam('/apis/batch/v1', 'cronjobs', 'ml-resnet'))).toBeUndefined();
  }, 10 * MINUTE);

  /** Controllers take a moment. */
  async function podOf(job: string): Promise<KubernetesObject> {
    for (let i = 0; i < 60; i++) {
      const [pod] = await server.client.list(inTeam('/api/v1', `pods?labelSelector=batch.kubernetes.io/job-name=${job}`));
      if (pod) return pod;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error(`the job ${job} has no pod`);
  }
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
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } } }],
    },
  };
}
