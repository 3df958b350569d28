import { App, S3Backend, TerraformStack } from 'cdktf';
import { EndpointKind, kubernetes, Machine, ModelStage, Profile, Promotion, Runtime, Scaling } from 'ml-platform-constructs';
import { Identity, MlPlatform, TrainingCluster } from 'ml-platform-constructs/tfk8s';
import { acme, develop, serve, tryOut } from './acme';

const app = new App({ outdir: process.env.OUT_DIR ?? 'out/tfk8s' });
const stackFor = (stage: string) => {
  const stack = new TerraformStack(app, `acme-${stage}`);
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: `ml/${stage}-k8s.tfstate`, region: 'eu-central-1', encrypt: true });
  return stack;
};
const cluster = {
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
};

// Each stage is a namespace, and who approves in one of them has no right in the others.
const development = new MlPlatform(stackFor('development'), 'Ml', { ...acme, ...cluster, platformName: 'ml-development', profile: Profile.development() });
const developed = develop(development, Runtime.xgboost('2.1'), Identity.user('ada@acme.io'), [Promotion.to(ModelStage.STAGING, 'ml-staging')]);

const staging = new MlPlatform(stackFor('staging'), 'Ml', { ...acme, ...cluster, platformName: 'ml-staging', profile: Profile.staging() });
const tried = tryOut(staging, developed, Identity.user('grace@acme.io'), [Promotion.to(ModelStage.PRODUCTION, 'ml-production')]);

const production = new MlPlatform(stackFor('production'), 'Ml', { ...acme, ...cluster, platformName: 'ml-production' });
const serving = new TrainingCluster(production, 'Serve', {
  platform: production,
  nodeGroups: [{ name: 'general16', machine: Machine.general(16), scaling: Scaling.fixed(4) }],
  existingSoftware: ['kube-prometheus-stack'],
});
serving.install(new kubernetes.Mlflow({
  // Where registries keep what was submitted and decided, and bring it to MLflow from.
  namespaces: ['ml-development-models', 'ml-staging-models', 'ml-production-models'],
  database: { host: 'postgres.acme.internal', databaseName: 'mlflow', credentialsSecret: 'mlflow-database' },
  artifacts: { endpoint: 'https://s3.acme.internal', bucketName: 'mlflow', credentialsSecret: 'mlflow-s3' },
}));
serve(production, tried, Identity.group('acme:risk'), Runtime.xgboost('2.1'), EndpointKind.deployment(serving, { namespace: 'fraud' }));
app.synth();
