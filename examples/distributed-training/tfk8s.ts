import { App, S3Backend, TerraformStack } from 'cdktf';
import { Accelerator, JobSecret, JobTrigger, kubernetes, Runtime, Scaling, Schedule, TrainingBackend } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfk8s';
import { acme, resnet } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stack = new TerraformStack(app, 'acme-training');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/training-k8s.tfstate', region: 'eu-central-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', {
  ...acme,
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
});
const cluster = ml.addTrainingCluster('Train', { nodeGroups: [{ name: 't4x4', accelerator: Accelerator.t4(4), scaling: Scaling.fixed(4) }] });
const software = [
  new kubernetes.GpuOperator(),
  new kubernetes.JobSet(),
  new kubernetes.KubeflowTrainer(),
  new kubernetes.S3MountpointDriver({ credentialsSecret: 's3-writer' }),
  new kubernetes.ArgoEvents({ namespaces: ['vision'] }),
];
software.forEach((each) => cluster.install(each));
ml.addTrainingJob('Resnet', {
  ...resnet(ml, Runtime.pytorch('2.13')),
  backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
  // The events of a store do not reach a cluster: whoever brings new images posts to the job's address.
  triggers: [JobTrigger.schedule(Schedule.daily(2)), JobTrigger.webhook(JobSecret.fromKubernetes('starters', 'token'))],
});
app.synth();
