import { App, GcsBackend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, cluster, furnish } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-gpu');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-gpu' });
const ml = new MlPlatform(stack, 'Ml', { ...acme, project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });
furnish(ml, ml.addTrainingCluster('Train', cluster));
app.synth();
