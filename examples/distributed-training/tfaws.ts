import { App, S3Backend, TerraformStack } from 'cdktf';
import { Capacity, Runtime } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfaws';
import { acme, nightlyAndOnNewData, resnet } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stack = new TerraformStack(app, 'acme-training');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/training.tfstate', region: 'eu-north-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, region: 'eu-north-1', accountId: '123456789012' });
ml.addTrainingJob('Resnet', { ...resnet(ml, Runtime.pytorch('2.13')), capacity: Capacity.spot(), triggers: nightlyAndOnNewData(ml) });
app.synth();
