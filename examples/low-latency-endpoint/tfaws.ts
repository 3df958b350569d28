import { App, S3Backend, TerraformStack } from 'cdktf';
import { MlPlatform } from 'ml-platform-constructs/tfaws';
import { acme, atNight, byLatency, byRequests, pricing } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stack = new TerraformStack(app, 'acme-pricing');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/pricing.tfstate', region: 'eu-north-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, region: 'eu-north-1', accountId: '123456789012' });
ml.addModelEndpoint('Pricing', { ...pricing(ml), scaleOn: [byRequests, byLatency, atNight] });
app.synth();
