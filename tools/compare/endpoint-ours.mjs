// The same from this library: the platform that endpoints stand on, and the endpoint in a stack of its own.
import { App, Stack } from 'aws-cdk-lib';
import { EndpointScaling, Model, Runtime, Scaling } from 'ml-platform-constructs';
import { MlPlatform, ModelEndpoint } from 'ml-platform-constructs/awscdk';

const app = new App({ outdir: process.env.OUT_DIR, analyticsReporting: false });
const env = { account: '123456789012', region: 'eu-west-1' };
const ml = new MlPlatform(new Stack(app, 'platform', { env }), 'Ml');
new ModelEndpoint(new Stack(app, 'endpoint', { env }), 'Fraud', {
  platform: ml,
  model: Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2')),
  scaling: Scaling.elastic(1, 4),
  scaleOn: [EndpointScaling.requestsPerReplica(600)],
});
app.synth();
