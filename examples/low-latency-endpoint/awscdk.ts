import { App, Stack } from 'aws-cdk-lib';
import { MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, atNight, byLatency, byRequests, pricing } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-pricing', { env: { account: '123456789012', region: 'eu-north-1' } });
const ml = new MlPlatform(stack, 'Ml', acme);
ml.addModelEndpoint('Pricing', { ...pricing(ml), scaleOn: [byRequests, byLatency, atNight] });
app.synth();
