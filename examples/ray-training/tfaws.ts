import { App, S3Backend, TerraformStack } from 'cdktf';
import { kubernetes } from 'ml-platform-constructs';
import { MlPlatform } from 'ml-platform-constructs/tfaws';
import { acme, cluster, rank } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfaws' });
const stack = new TerraformStack(app, 'acme-ray');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/ray.tfstate', region: 'eu-north-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', { ...acme, region: 'eu-north-1', accountId: '123456789012' });
const train = ml.addTrainingCluster('Train', cluster);
train.install(new kubernetes.S3MountpointDriver());
rank(ml, train);
app.synth();
