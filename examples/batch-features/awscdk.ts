import { App, Stack } from 'aws-cdk-lib';
import { MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, customerSpend } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-churn', { env: { account: '123456789012', region: 'eu-north-1' } });
const ml = new MlPlatform(stack, 'Ml', acme);
customerSpend(ml);
app.synth();
