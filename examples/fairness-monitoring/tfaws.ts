import { App, S3Backend, TerraformStack } from 'cdktf';
import { Identity, MlPlatform } from 'ml-platform-constructs/tfaws';
import { acme, credit } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stack = new TerraformStack(app, 'acme-credit');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/credit.tfstate', region: 'eu-north-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, region: 'eu-north-1', accountId: '123456789012' });
credit(ml, Identity.role('arn:aws:iam::123456789012:role/fairness-office'));
app.synth();
