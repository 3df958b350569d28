import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { Capacity, Runtime } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfazure';
import { acme, nightlyAndOnNewData, resnet } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfazure' });
const stack = new TerraformStack(app, 'acme-training');
new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: 'training.tfstate', useAzureadAuth: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555' });
ml.addTrainingJob('Resnet', { ...resnet(ml, Runtime.pytorch('2.8')), capacity: Capacity.spot(), triggers: nightlyAndOnNewData(ml) });
app.synth();
