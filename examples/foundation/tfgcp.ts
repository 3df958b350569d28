import { App, GcsBackend, TerraformStack } from 'cdktf';
import { Budget } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, aging } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-ml');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-ml' });

new MlPlatform(stack, 'Ml', {
  ...acme,
  project: 'acme-ml',
  projectNumber: '123456789012',
  location: 'europe-west4',
  artifacts: { lifecycle: aging, replicaRegion: 'europe-north1' },
  budget: Budget.monthly(20_000),
  billingAccount: '012345-6789AB-CDEF01',
});

app.synth();
