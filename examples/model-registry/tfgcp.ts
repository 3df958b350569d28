import { App, GcsBackend, TerraformStack } from 'cdktf';
import { MlPlatform, VertexModel } from 'ml-platform-constructs/tfgcp';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/model-registry-tfgcp' });
const platform = new TerraformStack(app, 'acme-ml');
new GcsBackend(platform, { bucket: 'acme-terraform-state', prefix: 'acme-ml' });
const ml = new MlPlatform(platform, 'Ml', { platformName: 'acme-ml', project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4' });

// Models have a stack of their own: their team deploys more often than the platform's.
const models = new TerraformStack(app, 'acme-ml-models');
new GcsBackend(models, { bucket: 'acme-terraform-state', prefix: 'acme-ml-models' });
new VertexModel(models, 'Fraud', {
  platform: ml,
  artifacts: ml.artifacts.path('models/fraud/1'),
  container: { imageUri: ml.registry.imageUri('serving', 'fraud-1') },
});
app.synth();
