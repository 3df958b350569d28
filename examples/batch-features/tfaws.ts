import { App, S3Backend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfaws';
import { acme, customerSpend } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stack = new TerraformStack(app, 'acme-churn');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/churn.tfstate', region: 'eu-north-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, region: 'eu-north-1', accountId: '123456789012' });
customerSpend(ml);
app.synth();
