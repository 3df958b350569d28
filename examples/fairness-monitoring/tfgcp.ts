import { App, GcsBackend, TerraformStack } from 'cdktf';
import { Identity, MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, credit } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-credit');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-credit' });
const ml = new MlPlatform(stack, 'Ml', { ...acme, project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });
credit(ml, Identity.group('fairness@acme.io'));
app.synth();
