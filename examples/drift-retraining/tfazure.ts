import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { Identity, MlPlatform } from 'ml-platform-constructs/tfazure';
import { acme, fraud } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfazure' });
const stack = new TerraformStack(app, 'acme-fraud');
new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: 'fraud.tfstate', useAzureadAuth: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555' });
fraud(ml, Identity.user('aaaaaaaa-1111-2222-3333-444444444444'));
app.synth();
