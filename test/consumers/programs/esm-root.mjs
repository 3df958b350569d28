import { App, S3Backend, TerraformStack } from 'cdktf';
import { AlertChannel, tfaws } from 'ml-platform-constructs';
import * as ml from 'ml-platform-constructs';

if (ml.tfaws !== tfaws) throw new Error('the two ways to import the root differ');

const app = new App({ outdir: process.env.OUT_DIR });
const stack = new TerraformStack(app, 'esm-root');
new S3Backend(stack, { bucket: 'state', key: 'esm-root', region: 'eu-west-1' });
new ml.tfaws.MlPlatform(stack, 'Ml', { region: 'eu-west-1', accountId: '123456789012', alerts: [AlertChannel.email('ml@acme.io')] });
app.synth();
