import { App, GcsBackend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, cluster, fineTune, furnish } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-llm');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-llm' });
const ml = new MlPlatform(stack, 'Ml', { ...acme, project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });
const train = ml.addTrainingCluster('Train', cluster);
furnish(train);
fineTune(ml, train);
app.synth();
