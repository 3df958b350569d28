import { App, Stack } from 'aws-cdk-lib';
import { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Budget } from 'ml-platform-constructs';
import { Identity, MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, aging, fraud, research } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-ml', { env: { account: '123456789012', region: 'eu-west-1' } });
// Or `new KubectlV35Layer(stack, 'Kubectl')` of @aws-cdk/lambda-layer-kubectl-v35.
const kubectlLayer = LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-west-1:123456789012:layer:kubectl:35');
const ml = new MlPlatform(stack, 'Ml', {
  ...acme,
  kubectlLayer,
  budget: Budget.monthly(20_000),
  artifacts: { lifecycle: aging, replicaRegion: 'eu-central-1' },
});
research(ml);
fraud(ml, Identity.role('arn:aws:iam::123456789012:role/ada'));
app.synth();
