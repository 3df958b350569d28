import { App, Stack } from 'aws-cdk-lib';
import { Capacity, Runtime } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, nightlyAndOnNewData, resnet } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-training', { env: { account: '123456789012', region: 'eu-north-1' } });
const ml = new MlPlatform(stack, 'Ml', acme);
ml.addTrainingJob('Resnet', { ...resnet(ml, Runtime.pytorch('2.13')), capacity: Capacity.spot(), triggers: nightlyAndOnNewData(ml) });
app.synth();
