import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfazure';
import { acme, atNight, byLatency, byRequests, pricing } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfazure' });
const stack = new TerraformStack(app, 'acme-pricing');
new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: 'pricing.tfstate', useAzureadAuth: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555' });
ml.addModelEndpoint('Pricing', { ...pricing(ml), scaleOn: [byRequests, byLatency, atNight] });
app.synth();
