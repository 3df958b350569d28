import { App, S3Backend, TerraformStack } from 'cdktf';
import { ModelStage, Profile, Promotion, Runtime } from 'ml-platform-constructs';
import { ArtifactStore, Identity, MlPlatform, ModelRegistry } from 'ml-platform-constructs/tfaws';
import { acme, develop, serve, tryOut } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stackFor = (stage: string) => {
  const stack = new TerraformStack(app, `acme-${stage}`);
  new S3Backend(stack, { bucket: `acme-${stage}-terraform-state`, key: 'ml/fraud.tfstate', region: 'eu-north-1', encrypt: true });
  return stack;
};
const groupIn = (account: string) => `arn:aws:sagemaker:eu-north-1:${account}:model-package-group/acme-ml-fraud-models`;
const region = 'eu-north-1';

const development = new MlPlatform(stackFor('development'), 'Ml', { ...acme, region, accountId: '111122223333', profile: Profile.development() });
// Files stay where training wrote them, so that production is let in here, too.
const next = [Promotion.to(ModelStage.STAGING, '444455556666'), Promotion.to(ModelStage.PRODUCTION, '777788889999')];
develop(development, Runtime.xgboost('3.2'), Identity.role('arn:aws:iam::111122223333:role/ada'), next);

const staging = new MlPlatform(stackFor('staging'), 'Ml', { ...acme, region, accountId: '444455556666', profile: Profile.staging() });
const developed = ModelRegistry.fromAttributes(staging, 'Developed', { platform: staging, registryId: groupIn('111122223333'), stage: ModelStage.DEVELOPMENT });
tryOut(staging, developed.version('7'), Identity.role('arn:aws:iam::444455556666:role/grace'), [Promotion.to(ModelStage.PRODUCTION, '777788889999')]);

const production = new MlPlatform(stackFor('production'), 'Ml', { ...acme, region, accountId: '777788889999' });
const tried = ModelRegistry.fromAttributes(production, 'Tried', { platform: production, registryId: groupIn('444455556666'), stage: ModelStage.STAGING });
const fraud = serve(production, tried.version('1'), Identity.role('arn:aws:iam::777788889999:role/risk'));
ArtifactStore.fromExisting(production, 'Trained', production, {
  bucketName: 'acme-ml-artifacts-111122223333-eu-north-1',
  keyArn: 'arn:aws:kms:eu-north-1:111122223333:key/11111111-2222-3333-4444-555555555555',
}).grantRead(fraud.identity, 'fraud');
app.synth();
