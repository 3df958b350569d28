import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfazure';
import { acme, customerSpend } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfazure' });
const stack = new TerraformStack(app, 'acme-churn');
new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: 'churn.tfstate', useAzureadAuth: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555' });
customerSpend(ml);
app.synth();
