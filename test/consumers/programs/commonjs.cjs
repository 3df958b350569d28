const { App: CdkApp, Stack } = require('aws-cdk-lib');
const { App, S3Backend, TerraformStack } = require('cdktf');
const { AlertChannel, awscdk, tfgcp } = require('ml-platform-constructs');

const alerts = [AlertChannel.email('ml@acme.io')];

const app = new App({ outdir: `${process.env.OUT_DIR}/terraform` });
const stack = new TerraformStack(app, 'commonjs');
new S3Backend(stack, { bucket: 'state', key: 'commonjs', region: 'eu-west-1' });
new tfgcp.MlPlatform(stack, 'Ml', { project: 'acme-ml', location: 'europe-west4', alerts });
app.synth();

const cdkApp = new CdkApp({ outdir: `${process.env.OUT_DIR}/cloudformation` });
new awscdk.MlPlatform(new Stack(cdkApp, 'commonjs', { env: { account: '123456789012', region: 'eu-west-1' } }), 'Ml', { alerts });
cdkApp.synth();
