import { App, GcsBackend, TerraformStack } from 'cdktf';
import { Identity, MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, fraud } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-fraud');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-fraud' });
const ml = new MlPlatform(stack, 'Ml', { ...acme, project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });
fraud(ml, Identity.user('ada@acme.io'));
app.synth();
