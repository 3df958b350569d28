import { App, GcsBackend, TerraformStack } from 'cdktf';
import { AlertChannel } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfgcp';

const app = new App({ outdir: process.env.OUT_DIR });
const stack = new TerraformStack(app, 'esm-sub-path');
new GcsBackend(stack, { bucket: 'state' });
new MlPlatform(stack, 'Ml', { project: 'acme-ml', location: 'europe-west4', alerts: [AlertChannel.email('ml@acme.io')] });
app.synth();
