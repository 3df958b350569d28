import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { MlPlatform, MlRegistry } from 'ml-platform-constructs/tfazure';

const state = { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', useAzureadAuth: true };
const app = new App({ outdir: process.env.OUT_DIR ?? 'out/model-registry-tfazure' });
const platform = new TerraformStack(app, 'acme-ml');
new AzurermBackend(platform, { ...state, key: 'acme-ml.tfstate' });
const ml = new MlPlatform(platform, 'Ml', { platformName: 'acme-ml', location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555' });

// The registry outlives workspaces: it has a stack of its own.
const registry = new TerraformStack(app, 'acme-ml-registry');
new AzurermBackend(registry, { ...state, key: 'acme-ml-registry.tfstate' });
new MlRegistry(registry, 'Shared', { platform: ml, replicaLocations: ['northeurope'] });
app.synth();
