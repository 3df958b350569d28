import { App, Stack } from 'aws-cdk-lib';
import { DataCapture, Runtime } from 'ml-platform-constructs';
import { Identity, MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, championAndChallenger } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-fraud', { env: { account: '123456789012', region: 'eu-north-1' } });
const ml = new MlPlatform(stack, 'Ml', acme);
const fraud = ml.addModelEndpoint('Fraud', { ...championAndChallenger(ml, Runtime.xgboost('3.2')), dataCapture: DataCapture.sampled(10) });
fraud.grantInvoke(Identity.role('arn:aws:iam::123456789012:role/checkout'));
app.synth();
