import { App, Stack } from 'aws-cdk-lib';
import { Identity, MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, fraud } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-fraud', { env: { account: '123456789012', region: 'eu-north-1' } });
const ml = new MlPlatform(stack, 'Ml', acme);
fraud(ml, Identity.role('arn:aws:iam::123456789012:role/ada'));
app.synth();
