import { App, GcsBackend, TerraformStack } from 'cdktf';
import { AlertChannel, tfgcp } from 'ml-platform-constructs';
import * as ml from 'ml-platform-constructs';

if (ml.tfgcp !== tfgcp) throw new Error('the two ways to import the root differ');

const app = new App({ outdir: process.env.OUT_DIR });
const stack = new TerraformStack(app, 'esm-root');
new GcsBackend(stack, { bucket: 'state' });
new ml.tfgcp.MlPlatform(stack, 'Ml', { project: 'acme-ml', location: 'europe-west4', alerts: [AlertChannel.email('ml@acme.io')] });
app.synth();
