import { App, S3Backend, TerraformStack } from 'cdktf';
import { kubernetes } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfk8s';
import { acme, furnish, onPremises } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stack = new TerraformStack(app, 'acme-gpu');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/gpu-k8s.tfstate', region: 'eu-central-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', {
  ...acme,
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
});
const train = ml.addTrainingCluster('Train', onPremises);
train.install(new kubernetes.GpuOperator());
furnish(ml, train);
app.synth();
