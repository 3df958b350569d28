import { App, GcsBackend, TerraformStack } from 'cdktf';
import { AlertChannel, IMlPlatform, MlPlatformProps, tfgcp } from 'ml-platform-constructs';
import * as gcp from 'ml-platform-constructs/tfgcp';

const portable: MlPlatformProps = { alerts: [AlertChannel.email('ml@acme.io')] };

const app = new App({ outdir: process.env.OUT_DIR });

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new GcsBackend(made, { bucket: 'state', prefix: id });
  return made;
}

const platforms: IMlPlatform[] = [
  new gcp.MlPlatform(stack('gcp'), 'Ml', { ...portable, project: 'acme-ml', location: 'europe-west4' }),
];
const same: tfgcp.MlPlatform = platforms[0] as gcp.MlPlatform;
if (same.artifacts === undefined) throw new Error('a platform has a place for artifacts');
app.synth();
