import { App, GcsBackend, TerraformStack } from 'cdktf';
import { ModelStage, Profile, Promotion, Runtime } from 'ml-platform-constructs';
import { Identity, MlPlatform, ModelRegistry } from 'ml-platform-constructs/tfgcp';
import { acme, develop, serve, tryOut } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfgcp' });
const stackFor = (stage: string) => {
  const stack = new TerraformStack(app, `acme-${stage}`);
  new GcsBackend(stack, { bucket: `acme-${stage}-terraform-state`, prefix: 'acme-ml' });
  return stack;
};
const modelIn = (project: string) => `projects/${project}/locations/europe-west4/models/acme-ml-fraud-models`;
const location = 'europe-west4';

const inDevelopment = { location, project: 'acme-development', projectNumber: '111122223333', profile: Profile.development() };
const development = new MlPlatform(stackFor('development'), 'Ml', { ...acme, ...inDevelopment });
// The newest version that Google has an image of for Vertex AI.
develop(development, Runtime.xgboost('2.1'), Identity.user('ada@acme.io'), [Promotion.to(ModelStage.STAGING, '444455556666')]);

const inStaging = { location, project: 'acme-staging', projectNumber: '444455556666', profile: Profile.staging() };
const staging = new MlPlatform(stackFor('staging'), 'Ml', { ...acme, ...inStaging });
const developed = ModelRegistry.fromAttributes(staging, 'Developed', { platform: staging, registryId: modelIn('acme-development'), stage: ModelStage.DEVELOPMENT });
tryOut(staging, developed.version('v7'), Identity.user('grace@acme.io'), [Promotion.to(ModelStage.PRODUCTION, '777788889999')]);

const inProduction = { location, project: 'acme-production', projectNumber: '777788889999' };
const production = new MlPlatform(stackFor('production'), 'Ml', { ...acme, ...inProduction });
const tried = ModelRegistry.fromAttributes(production, 'Tried', { platform: production, registryId: modelIn('acme-staging'), stage: ModelStage.STAGING });
serve(production, tried.version('v7'), Identity.group('risk@acme.io'));
app.synth();
