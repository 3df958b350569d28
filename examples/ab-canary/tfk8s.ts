import { App, S3Backend, TerraformStack } from 'cdktf';
import { Duration, EndpointAccess, EndpointKind, kubernetes, Machine, Rollout, Runtime, Scaling } from 'ml-platform-constructs';
import { MlPlatform, TrainingCluster } from 'ml-platform-constructs/tfk8s';
import { acme, championAndChallenger } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stack = new TerraformStack(app, 'acme-fraud');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/fraud-k8s.tfstate', region: 'eu-central-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', {
  ...acme,
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
});
const cluster = new TrainingCluster(ml, 'Serve', {
  platform: ml,
  nodeGroups: [{ name: 'general16', machine: Machine.general(16), scaling: Scaling.fixed(4) }],
  // Its Prometheus says whether a new model does well.
  existingSoftware: ['kube-prometheus-stack'],
});
cluster.install(new kubernetes.ArgoRollouts());
// The Gateway that the cluster has divides the requests between the two; a new one of either takes over as a whole, and goes back as a whole.
const gateway = { gatewayName: 'models', namespace: 'gateways', domain: 'models.acme.io' };
ml.addModelEndpoint('Fraud', {
  ...championAndChallenger(ml, Runtime.xgboost('2.1')),
  kind: EndpointKind.deployment(cluster, { namespace: 'fraud', gateway }),
  access: EndpointAccess.public(),
  rollout: Rollout.blueGreen({ bakeTime: Duration.minutes(20) }),
});
app.synth();
