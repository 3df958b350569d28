import { App, S3Backend, TerraformStack } from 'cdktf';
import { Machine, Scaling } from 'ml-platform-constructs';
import { Identity, MlPlatform, TrainingCluster } from 'ml-platform-constructs/tfk8s';
import { acme, credit } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stack = new TerraformStack(app, 'acme-credit');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/credit-k8s.tfstate', region: 'eu-central-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', {
  ...acme,
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
});
const cluster = new TrainingCluster(ml, 'Serve', {
  platform: ml,
  nodeGroups: [{ name: 'general16', machine: Machine.general(16), scaling: Scaling.fixed(4) }],
  existingSoftware: ['kube-prometheus-stack'],
});
credit(ml, Identity.group('acme:fairness'), cluster);
app.synth();
