import { App, S3Backend, TerraformStack } from 'cdktf';
import { AlertChannel } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfazure';

const app = new App({ outdir: process.env.OUT_DIR });
const stack = new TerraformStack(app, 'esm');
new S3Backend(stack, { bucket: 'state', key: 'esm-sub-path', region: 'eu-west-1' });
new MlPlatform(stack, 'Ml', { location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555', alerts: [AlertChannel.email('ml@acme.io')] });
app.synth();
