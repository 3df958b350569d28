import { App, S3Backend, TerraformStack } from 'cdktf';
import { Budget } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfaws';
import { acme, aging } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stack = new TerraformStack(app, 'acme-ml');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/platform.tfstate', region: 'eu-west-1', encrypt: true });
new MlPlatform(stack, 'Ml', {
  ...acme,
  region: 'eu-west-1',
  accountId: '123456789012',
  budget: Budget.monthly(20_000),
  artifacts: { lifecycle: aging, replicaRegion: 'eu-central-1' },
});
app.synth();
