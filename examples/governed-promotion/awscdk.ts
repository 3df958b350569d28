import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ModelStage, Profile, Promotion, Runtime } from 'ml-platform-constructs';
import { ArtifactStore, Identity, MlPlatform, ModelRegistry } from 'ml-platform-constructs/awscdk';
import { acme, develop, serve, tryOut } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stackIn = (account: string, stage: string) => new Stack(app, `acme-${stage}`, { env: { account, region: 'eu-north-1' } });
const groupIn = (account: string) => `arn:aws:sagemaker:eu-north-1:${account}:model-package-group/acme-ml-fraud-models`;

const development = new MlPlatform(stackIn('111122223333', 'development'), 'Ml', { ...acme, profile: Profile.development() });
// Files stay where training wrote them, so that production is let in here, too.
const next = [Promotion.to(ModelStage.STAGING, '444455556666'), Promotion.to(ModelStage.PRODUCTION, '777788889999')];
develop(development, Runtime.xgboost('3.2'), Identity.role('arn:aws:iam::111122223333:role/ada'), next);

const staging = new MlPlatform(stackIn('444455556666', 'staging'), 'Ml', { ...acme, profile: Profile.staging() });
const developed = ModelRegistry.fromAttributes(staging, 'Developed', { platform: staging, registryId: groupIn('111122223333'), stage: ModelStage.DEVELOPMENT });
tryOut(staging, developed.version('7'), Identity.role('arn:aws:iam::444455556666:role/grace'), [Promotion.to(ModelStage.PRODUCTION, '777788889999')]);

const production = new MlPlatform(stackIn('777788889999', 'production'), 'Ml', acme);
const tried = ModelRegistry.fromAttributes(production, 'Tried', { platform: production, registryId: groupIn('444455556666'), stage: ModelStage.STAGING });
const fraud = serve(production, tried.version('1'), Identity.role('arn:aws:iam::777788889999:role/risk'));
const encryptionKey = Key.fromKeyArn(production, 'TrainedKey', 'arn:aws:kms:eu-north-1:111122223333:key/11111111-2222-3333-4444-555555555555');
const trained = Bucket.fromBucketAttributes(production, 'TrainedBucket', { bucketName: 'acme-ml-artifacts-111122223333-eu-north-1', encryptionKey });
ArtifactStore.fromExisting(production, 'Trained', production, trained).grantRead(fraud.identity, 'fraud');
app.synth();
