import { App, Stack } from 'aws-cdk-lib';
import { Identity, MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, credit } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-credit', { env: { account: '123456789012', region: 'eu-north-1' } });
const ml = new MlPlatform(stack, 'Ml', acme);
credit(ml, Identity.role('arn:aws:iam::123456789012:role/fairness-office'));
app.synth();
