const { App, GcsBackend, TerraformStack } = require('cdktf');
const { AlertChannel, tfgcp } = require('ml-platform-constructs');

const app = new App({ outdir: process.env.OUT_DIR });
const stack = new TerraformStack(app, 'commonjs');
new GcsBackend(stack, { bucket: 'state' });
new tfgcp.MlPlatform(stack, 'Ml', { project: 'acme-ml', location: 'europe-west4', alerts: [AlertChannel.email('ml@acme.io')] });
app.synth();
