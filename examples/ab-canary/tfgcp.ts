import { App, GcsBackend, TerraformStack } from 'cdktf';
import { DataCapture, Runtime } from 'ml-platform-constructs';
import { Identity, MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, championAndChallenger } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-fraud');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-fraud' });
const ml = new MlPlatform(stack, 'Ml', { ...acme, project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });
// The newest version that Google has an image of for Vertex AI.
const fraud = ml.addModelEndpoint('Fraud', { ...championAndChallenger(ml, Runtime.xgboost('2.1')), dataCapture: DataCapture.sampled(10) });
fraud.grantInvoke(Identity.serviceAccount('checkout@acme-ml.iam.gserviceaccount.com'));
app.synth();
