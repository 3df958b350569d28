import { App, GcsBackend, TerraformStack } from 'cdktf';
import { Capacity, Runtime } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfgcp';
import { acme, nightlyAndOnNewData, resnet } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stack = new TerraformStack(app, 'acme-training');
new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: 'acme-training' });
const ml = new MlPlatform(stack, 'Ml', { ...acme, project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });
// The newest version that Google has an image of for Vertex AI.
ml.addTrainingJob('Resnet', { ...resnet(ml, Runtime.pytorch('2.4')), capacity: Capacity.spot(), triggers: nightlyAndOnNewData(ml) });
app.synth();
