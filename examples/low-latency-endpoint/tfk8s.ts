import { App, S3Backend, TerraformStack } from 'cdktf';
import { EndpointKind, kubernetes, Machine, Rollout, Scaling } from 'ml-platform-constructs';
import { Identity, MlPlatform, TrainingCluster } from 'ml-platform-constructs/tfk8s';
import { acme, atNight, byLatency, byRequests, pricing } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stack = new TerraformStack(app, 'acme-pricing');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/pricing-k8s.tfstate', region: 'eu-central-1', encrypt: true });
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
  // Its Prometheus counts the requests, and the time that they take.
  existingSoftware: ['kube-prometheus-stack'],
});
cluster.install(new kubernetes.ArgoRollouts());
cluster.install(new kubernetes.Keda({ scaledKinds: [{ apiGroup: 'argoproj.io', resource: 'rollouts' }] }));
const endpoint = ml.addModelEndpoint('Pricing', {
  ...pricing(ml),
  kind: EndpointKind.deployment(cluster, { namespace: 'pricing' }),
  scaleOn: [byRequests, byLatency, atNight],
  // Three replicas have no part as small as a canary.
  rollout: Rollout.blueGreen(),
});
endpoint.grantInvoke(Identity.serviceAccount('shop', 'checkout'));
app.synth();
