// The same from this library: a platform around it, and a group of the same machines.
import { App, Stack } from 'aws-cdk-lib';
import { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Accelerator, kubernetes, Scaling } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/awscdk';

const app = new App({ outdir: process.env.OUT_DIR, analyticsReporting: false });
const stack = new Stack(app, 'gpu', { env: { account: '123456789012', region: 'eu-west-1' } });
const kubectlLayer = LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-west-1:123456789012:layer:kubectl:34');
const ml = new MlPlatform(stack, 'Ml', { kubectlLayer });
const cluster = ml.addTrainingCluster('Gpu', { nodeGroups: [{ accelerator: Accelerator.a10g(), scaling: Scaling.elastic(0, 3) }] });
cluster.install(new kubernetes.CertManager());
app.synth();
