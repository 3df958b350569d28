import { join } from 'node:path';
import {
  Accelerator, AlertChannel, Approval, Baseline, Capacity, ClusterAccess, DataMount, DriftMonitorKind, DriftSignal, Duration, EndpointKind,
  FeastDatabase, Feature, FeatureStoreKind, IDriftMonitor, IIdentity, IMlPlatform, ITrainingCluster, kubernetes, Lifecycle, Machine,
  MlPlatformProps, Model, OnlineLatency, Prediction, Profile, Retrain, Runtime, Scaling, SchemaLock, Severity, StorageTier, TrainingBackend,
  TrainingClusterProps,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs: every target of this folder takes these lines as they are. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)],
  tags: { 'team': 'ml-platform', 'cost-center': '4711' },
};

/** How Acme's artifacts age, on the clouds whose stores have tiers. */
export const aging = Lifecycle.of(
  { prefix: 'experiments/', expireAfter: Duration.days(180) },
  { prefix: 'models/', transitions: [{ tier: StorageTier.INFREQUENT, after: Duration.days(30) }, { tier: StorageTier.COLD, after: Duration.days(180) }] },
);

/** Machines with GPUs that come with the work, on the clouds. */
export function research(ml: IMlPlatform): void {
  ml.addTrainingCluster('Research', {
    nodeGroups: [
      { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() },
      { machine: Machine.general(16), scaling: Scaling.elastic(0, 10) },
    ],
    access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
  });
}

/** The machines that Acme has on premises. */
export const onPremises: TrainingClusterProps = {
  nodeGroups: [{ name: 'general16', machine: Machine.general(16), scaling: Scaling.fixed(10) }],
};

/** What runs on premises, so that models are trained, kept, served and watched there. */
export function furnish(cluster: ITrainingCluster): ITrainingCluster {
  const software = [
    new kubernetes.Mlflow({
      namespaces: ['acme-ml-models'],
      database: { host: 'postgres.acme.internal', databaseName: 'mlflow', credentialsSecret: 'mlflow-database' },
      artifacts: { endpoint: 'https://s3.acme.internal', bucketName: 'mlflow', credentialsSecret: 'mlflow-s3' },
    }),
    new kubernetes.JobSet(),
    new kubernetes.S3MountpointDriver({ credentialsSecret: 's3-writer' }),
    new kubernetes.Feast(),
  ];
  software.forEach((each) => cluster.install(each));
  return cluster;
}

/** A model from its features to the day on which it no longer fits: trained, approved, served, watched, and trained anew; in a cluster where one is given. */
export function fraud(ml: IMlPlatform, ada: IIdentity, cluster?: ITrainingCluster): IDriftMonitor {
  const namespace = 'fraud';
  const path = (key: string) => ml.artifacts.path(`fraud/${key}`);
  const features = ml.addFeatureStore('Features', {
    groups: [{
      groupName: 'cards',
      entityKeys: [Feature.string('card_id')],
      eventTime: 'as_of',
      features: [Feature.int('payments_1h'), Feature.float('amount_7d')],
      online: OnlineLatency.STANDARD,
    }],
    lock: SchemaLock.at(join(__dirname, 'features.lock.json')),
    kind: cluster && FeatureStoreKind.feast(cluster, { namespace, database: FeastDatabase.postgres('feast-postgres') }),
  });
  const train = ml.addTrainingJob('Train', {
    runtime: Runtime.image(ml.registry.imageUri('training', 'fraud-2.4.0')),
    command: ['python', 'train.py'],
    machine: Machine.general(8),
    inputs: { payments: DataMount.files(path('train')) },
    output: DataMount.files(path('models')),
    backend: cluster && TrainingBackend.cluster(cluster, { namespace }),
  });
  const serving = Runtime.image(ml.registry.imageUri('serving', 'fraud-2.4.0'));
  const registry = ml.addModelRegistry('FraudModels', { approvers: { 'ada@acme.io': ada } });
  const version = registry.addVersion('V7', {
    model: Model.fromArtifact(path('7'), serving),
    approval: Approval.approved('ada@acme.io', 'AUC 0.93 on the holdout of June'),
  });
  const endpoint = ml.addModelEndpoint('Fraud', {
    model: Model.fromRegistry(version, serving),
    scaling: Scaling.elastic(2, 8),
    objectives: { latencyP99: Duration.millis(200) },
    kind: cluster && EndpointKind.deployment(cluster, { namespace }),
  });
  features.grantRead(endpoint.identity);
  return ml.addDriftMonitor('FraudDrift', {
    endpoint,
    schema: {
      features: [Feature.float('amount'), Feature.string('country'), Feature.int('payments_1h'), Feature.float('amount_7d')],
      prediction: Prediction.binary('fraud', { threshold: 0.5 }),
    },
    baseline: Baseline.trainingData(path('train'), { renewedBy: registry }),
    signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift(), DriftSignal.predictionDrift()],
    onDrift: { retrain: Retrain.job(train, { coolDown: Duration.days(7) }) },
    kind: cluster && DriftMonitorKind.evidently(cluster, { namespace }),
  });
}
