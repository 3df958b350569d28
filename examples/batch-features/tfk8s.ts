import { App, S3Backend, TerraformStack } from 'cdktf';
import { FeastDatabase, FeatureStoreKind, kubernetes, Machine, Scaling, TrainingBackend } from 'ml-platform-constructs';
import { MlPlatform, TrainingCluster } from 'ml-platform-constructs/tfk8s';
import { acme, customerSpend } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stack = new TerraformStack(app, 'acme-churn');
new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/churn-k8s.tfstate', region: 'eu-central-1', encrypt: true });
const ml = new MlPlatform(stack, 'Ml', {
  ...acme,
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
});
const cluster = new TrainingCluster(ml, 'Train', {
  platform: ml,
  nodeGroups: [{ name: 'general16', machine: Machine.general(16), scaling: Scaling.fixed(4) }],
  existingSoftware: ['kube-prometheus-stack'],
});
cluster.install(new kubernetes.Feast());
const feast = FeatureStoreKind.feast(cluster, { namespace: 'features', database: FeastDatabase.postgres('feast-postgres') });
customerSpend(ml, feast, TrainingBackend.cluster(cluster, { namespace: 'crm' }));
app.synth();
