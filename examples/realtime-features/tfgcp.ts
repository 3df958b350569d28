import { App, GcsBackend, TerraformStack } from 'cdktf';
import { Identity, MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, cardActivity } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-fraud');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-fraud' });
const ml = new MlPlatform(stack, 'Ml', { ...acme, project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });
cardActivity(ml, Identity.serviceAccount('payments@acme-ml.iam.gserviceaccount.com'));
app.synth();
