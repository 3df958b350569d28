import { App, S3Backend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfk8s';
import { acme } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stack = new TerraformStack(app, 'acme-ml-k8s');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/k8s.tfstate', region: 'eu-central-1', encrypt: true });

new MlPlatform(stack, 'Ml', {
  ...acme,
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  imageRegistry: { host: 'registry.acme.internal', tlsSecret: 'registry-tls', htpasswdSecret: 'registry-users', pullSecret: 'registry-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
  network: { connectedCidrs: ['10.20.0.0/16'] },
});
app.synth();
