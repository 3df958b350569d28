import { App, Stack } from 'aws-cdk-lib';
import { Budget } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/awscdk';
import { acme, aging } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/awscdk', analyticsReporting: false });
const stack = new Stack(app, 'acme-ml', { env: { account: '123456789012', region: 'eu-west-1' } });
new MlPlatform(stack, 'Ml', {
  ...acme,
  budget: Budget.monthly(20_000),
  artifacts: { lifecycle: aging, replicaRegion: 'eu-central-1' },
});
app.synth();
