import { App, Stack } from 'aws-cdk-lib';
import { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, cluster, furnish } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-gpu', { env: { account: '123456789012', region: 'eu-north-1' } });
// Or `new KubectlV35Layer(stack, 'Kubectl')` of @aws-cdk/lambda-layer-kubectl-v35.
const kubectlLayer = LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-north-1:123456789012:layer:kubectl:35');
const ml = new MlPlatform(stack, 'Ml', { ...acme, kubectlLayer });
furnish(ml, ml.addTrainingCluster('Train', cluster));
app.synth();
