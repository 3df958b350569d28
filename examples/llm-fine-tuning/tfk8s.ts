import { App, S3Backend, TerraformStack } from 'cdktf';
import { kubernetes } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfk8s';
import { acme, fineTune, furnish, onPremises } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stack = new TerraformStack(app, 'acme-llm');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/llm-k8s.tfstate', region: 'eu-central-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', {
  ...acme,
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
});
const train = ml.addTrainingCluster('Train', onPremises);
train.install(new kubernetes.GpuOperator());
train.install(new kubernetes.S3MountpointDriver({ credentialsSecret: 's3-writer' }));
furnish(train);
fineTune(ml, train);
app.synth();
