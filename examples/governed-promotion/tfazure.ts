import { App, AzurermBackend, TerraformStack } from 'cdktf';
import { ModelStage, Profile, Promotion, Runtime } from 'ml-platform-constructs';
import { Identity, MlPlatform, ModelRegistry } from 'ml-platform-constructs/tfazure';
import { acme, develop, serve, tryOut } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfazure' });
const stackFor = (stage: string) => {
  const stack = new TerraformStack(app, `acme-${stage}`);
  new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: `acme${stage}state`, containerName: 'terraform', key: 'ml.tfstate', useAzureadAuth: true });
  return stack;
};
const location = 'westeurope';

const inDevelopment = { location, subscriptionId: '11111111-1111-1111-1111-111111111111', profile: Profile.development() };
const development = new MlPlatform(stackFor('development'), 'Ml', { ...acme, ...inDevelopment });
// Who deploys staging and production; both take over what Ada shares.
const next = [Promotion.to(ModelStage.STAGING, '44444444-aaaa-bbbb-cccc-000000000000'), Promotion.to(ModelStage.PRODUCTION, '77777777-aaaa-bbbb-cccc-000000000000')];
develop(development, Runtime.xgboost('1.7'), Identity.user('aaaaaaaa-1111-2222-3333-444444444444'), next);
const shared = { modelName: 'acme-ml-fraud-models', sharedRegistryName: 'acme-ml-fraud-models', stage: ModelStage.DEVELOPMENT };

const inStaging = { location, subscriptionId: '44444444-4444-4444-4444-444444444444', profile: Profile.staging() };
const staging = new MlPlatform(stackFor('staging'), 'Ml', { ...acme, ...inStaging });
const developed = ModelRegistry.fromAttributes(staging, 'Developed', shared);
tryOut(staging, developed.version('V7'), Identity.user('bbbbbbbb-1111-2222-3333-444444444444'));

const inProduction = { location, subscriptionId: '77777777-7777-7777-7777-777777777777' };
const production = new MlPlatform(stackFor('production'), 'Ml', { ...acme, ...inProduction });
const tried = ModelRegistry.fromAttributes(production, 'Tried', shared);
serve(production, tried.version('V7'), Identity.group('cccccccc-1111-2222-3333-444444444444'), Runtime.xgboost('1.7'));
app.synth();
