import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfazure';
import { acme, cluster, furnish } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfazure' });
const stack = new TerraformStack(app, 'acme-gpu');
new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: 'gpu.tfstate', useAzureadAuth: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555' });
furnish(ml, ml.addTrainingCluster('Train', cluster));
app.synth();
