import { App, S3Backend, TerraformStack } from 'cdktf';
import { Identity, MlPlatform } from 'ml-platform-constructs/tfaws';
import { acme, fraud } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stack = new TerraformStack(app, 'acme-fraud');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/fraud.tfstate', region: 'eu-north-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, region: 'eu-north-1', accountId: '123456789012' });
fraud(ml, Identity.role('arn:aws:iam::123456789012:role/ada'));
app.synth();
