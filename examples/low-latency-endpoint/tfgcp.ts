import { App, GcsBackend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, atNight, byRequests, pricing } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-pricing');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-pricing' });
const ml = new MlPlatform(stack, 'Ml', { ...acme, project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });
// Vertex AI does not count the time that requests take.
ml.addModelEndpoint('Pricing', { ...pricing(ml), scaleOn: [byRequests, atNight] });
app.synth();
