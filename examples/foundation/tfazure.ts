import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { Budget } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfazure';
import { acme, aging } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfazure' });
const stack = new TerraformStack(app, 'ml');
new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: 'ml.tfstate', useAzureadAuth: true });
new MlPlatform(stack, 'Ml', {
  ...acme,
  location: 'westeurope',
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  artifacts: { lifecycle: aging, replicaRegion: 'northeurope' },
  budget: Budget.monthly(20_000),
  budgetStart: '2026-12-01',
});
app.synth();
