import { DataMount, JobSecret, Machine, Runtime, Scaling, TrainingBackend, TrainingFramework } from '../../../src/core';
import { JobSet, KubeRay, KubeflowTrainer, MpiOperator, CertManager } from '../../../src/kubernetes';
import { Identity, MlPlatform, TrainingCluster, TrainingJob, TrainingJobProps } from '../../../src/tfgcp';
import { SynthesizedApp, synthApp } from '../../support/terraform';
import { stage } from '../platforms';
import { WORKLOADS } from '../training/clusters';
import { IMAGE } from './jobs';

interface ClusterJobStage {
  readonly job: TrainingJob;
  synth(): SynthesizedApp;
}

type Wish = (platform: MlPlatform) => Partial<TrainingJobProps>;

function clusterJob(props: Wish = () => ({}), fill: (cluster: TrainingCluster) => void = () => undefined): ClusterJobStage {
  const { app, platform } = stage();
  const cluster = new TrainingCluster(platform, 'Train', { platform, nodeGroups: [{ name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(0, 8) }] });
  fill(cluster);
  const job = new TrainingJob(platform, 'Resnet', {
    platform,
    runtime: IMAGE,
    command: ['python', 'train.py'],
    framework: TrainingFramework.custom(),
    machine: Machine.general(8),
    backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
    ...props(platform),
  });
  return { job, synth: () => synthApp(app) };
}

test('a job in a cluster is an account of its namespace, which reaches its data by itself, and leaves Vertex AI alone', () => {
  const { job, synth } = clusterJob((platform) => ({
    inputs: { train: DataMount.files(platform.artifacts.path('imagenet/train')) },
    checkpoints: DataMount.files(platform.artifacts.path('resnet/checkpoints')),
    secrets: { HF_TOKEN: JobSecret.fromCloud('projects/acme-ml/secrets/hugging-face') },
  }));
  const app = synth();
  const stack = app.stack('ml');
  expect(job.identity.identityName).toMatch(/\/subject\/ns\/vision\/sa\/acme-ml-resnet$/);
  const held = ['google_storage_bucket_iam_member', 'google_secret_manager_secret_iam_member'].flatMap((type) => Object.values(stack.resources(type)))
    .filter(({ member }) => (member as string).endsWith('/ns/vision/sa/acme-ml-resnet')).map(({ role, condition }) => `${role as string} ${(condition?.title as string | undefined) ?? ''}`);
  expect(held.sort()).toEqual(['roles/secretmanager.secretAccessor ', 'roles/storage.objectUser only resnet/checkpoints/', 'roles/storage.objectViewer only imagenet/train/']);
  ['google_workflows_workflow', 'google_compute_network_attachment'].forEach((type) => expect(stack.resources(type)).toEqual({}));
  const inside = JSON.stringify(app.stack(WORKLOADS).json);
  expect(inside).toContain('gcsfuse.csi.storage.gke.io');
  expect(inside).toContain('gke-gcsfuse/volumes');
  expect(inside).toContain('HF_TOKEN_SECRET_ID');
});

test('it is started by the cluster, and who may start it may work in its namespace', () => {
  const { job, synth } = clusterJob();
  job.grantStart(Identity.user('ada@acme.io'));
  const app = synth();
  expect(job.startCommand).toMatch(/^kubectl create job --namespace vision --from cronjob\/acme-ml-resnet /);
  expect(app.stack('ml').outputs.resnet_start_command).toBe(job.startCommand);
  expect(app.stack(WORKLOADS).resource('kubernetes_role_binding_v1')).toMatchObject({
    metadata: { namespace: 'vision' }, role_ref: { name: 'edit' }, subject: [{ kind: 'User', name: 'ada@acme.io' }],
  });
});

const TRAINER = () => [new CertManager(), new JobSet(), new KubeflowTrainer()];
const trainer = (cluster: TrainingCluster) => TRAINER().forEach((software) => cluster.install(software));
const KINDS: ReadonlyArray<readonly [string, Partial<TrainingJobProps>, (cluster: TrainingCluster) => void, string, RegExp]> = [
  ['a Job', {}, () => undefined, 'k8s_cluster', /kind=\("Job"\).*name=~"\^acme-ml-resnet-".*"BackoffLimitExceeded"/],
  ['a JobSet', { nodes: Scaling.fixed(2) }, (cluster) => cluster.install(new JobSet()), 'k8s_cluster', /kind=\("JobSet"\).*"ReachedMaxRestarts"/],
  ['a TrainJob', { framework: TrainingFramework.pytorchDdp(), nodes: Scaling.fixed(2) }, trainer, 'k8s_cluster', /kind=\("JobSet" OR "TrainJob"\).*"ReachedMaxRestarts"/],
  ['an MPIJob', { framework: TrainingFramework.mpi(), nodes: Scaling.fixed(2) }, (cluster) => cluster.install(new MpiOperator()), 'k8s_cluster', /kind=\("MPIJob"\).*"MPIJobFailed"/],
  ['a RayJob', { framework: TrainingFramework.ray(), runtime: Runtime.image('ghcr.io/acme/ray:2', 'ray') }, (cluster) => cluster.install(new KubeRay()), 'k8s_container', /RayJob\.name=~"\^acme-ml-resnet-".*jobDeploymentStatus="Failed"/],
];

test.each(KINDS)('the alarm of %s counts what tells that it failed for good', (_, props, fill, resource, filter) => {
  const stack = clusterJob(() => props, fill).synth().stack('ml');
  const metric = stack.resource('google_logging_metric', 'Resnet/Cluster/Failures');
  expect(metric.filter).toMatch(filter);
  expect(metric.filter).toContain(`resource.type="${resource}" AND resource.labels.cluster_name="acme-ml-train"`);
  expect(stack.resource('google_monitoring_alert_policy', 'Resnet/RunFailed/Resource').conditions[0].condition_threshold.filter).toMatch(
    new RegExp(`logging\\.googleapis\\.com/user/\\$\\{google_logging_metric\\..*resource\\.type = "${resource}"`),
  );
});
