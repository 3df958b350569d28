import { App, Stack } from 'aws-cdk-lib';
import { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { kubernetes } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, cluster, rank } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-ray', { env: { account: '123456789012', region: 'eu-north-1' } });
// Or `new KubectlV35Layer(stack, 'Kubectl')` of @aws-cdk/lambda-layer-kubectl-v35.
const kubectlLayer = LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-north-1:123456789012:layer:kubectl:35');
const ml = new MlPlatform(stack, 'Ml', { ...acme, kubectlLayer });
const train = ml.addTrainingCluster('Train', cluster);
train.install(new kubernetes.S3MountpointDriver());
rank(ml, train);
app.synth();
