import { App, S3Backend, TerraformStack } from 'cdktf';
import { kubernetes, Machine, Scaling } from 'ml-platform-constructs';
import { Identity, MlPlatform, TrainingCluster } from 'ml-platform-constructs/tfk8s';
import { acme, fraud } from './acme';

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
  existingSoftware: ['kube-prometheus-stack'],
});
cluster.install(new kubernetes.Mlflow({
  // Where the registry keeps what was submitted and decided, and brings it to MLflow from.
  namespaces: ['acme-ml-models'],
  database: { host: 'postgres.acme.internal', databaseName: 'mlflow', credentialsSecret: 'mlflow-database' },
  artifacts: { endpoint: 'https://s3.acme.internal', bucketName: 'mlflow', credentialsSecret: 'mlflow-s3' },
}));
// What retraining is made of, and how it reads its data.
cluster.install(new kubernetes.JobSet());
cluster.install(new kubernetes.S3MountpointDriver({ credentialsSecret: 's3-writer' }));
fraud(ml, Identity.user('ada@acme.io'), cluster);
app.synth();
