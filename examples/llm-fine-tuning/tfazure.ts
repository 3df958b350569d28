import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfazure';
import { acme, cluster, fineTune, furnish } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfazure' });
const stack = new TerraformStack(app, 'acme-llm');
new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: 'llm.tfstate', useAzureadAuth: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555' });
const train = ml.addTrainingCluster('Train', cluster);
furnish(train);
fineTune(ml, train);
app.synth();
