import { App, S3Backend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfaws';
import { acme, cluster, furnish } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stack = new TerraformStack(app, 'acme-gpu');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/gpu.tfstate', region: 'eu-north-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, region: 'eu-north-1', accountId: '123456789012' });
furnish(ml, ml.addTrainingCluster('Train', cluster));
app.synth();
