import {
  AlertChannel, Approval, Baseline, DataMount, DriftMonitorKind, DriftSignal, Duration, EndpointKind, Feature, GroundTruth, IDriftMonitor,
  IIdentity, IMlPlatform, ITrainingCluster, Machine, MlPlatformProps, Model, Prediction, Profile, QualityMetric, QualityThreshold, Retrain,
  Runtime, Severity, TrainingBackend,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'payments' },
};

/** A model that is trained anew when payments are no longer what it has learned; every place takes these lines as they are, and runs them in a cluster where one is given. */
export function fraud(ml: IMlPlatform, ada: IIdentity, cluster?: ITrainingCluster): IDriftMonitor {
  const namespace = 'fraud';
  // Your image, with what answers in it.
  const serving = Runtime.image(ml.registry.imageUri('serving', 'fraud-2.4.0'));
  const registry = ml.addModelRegistry('FraudModels', { approvers: { 'ada@acme.io': ada } });
  const version = registry.addVersion('V7', {
    model: Model.fromArtifact(ml.artifacts.path('fraud/7'), serving),
    approval: Approval.approved('ada@acme.io', 'AUC 0.93 on the holdout of June'),
  });
  const endpoint = ml.addModelEndpoint('Fraud', {
    model: Model.fromRegistry(version, serving),
    machine: Machine.general(4),
    kind: cluster && EndpointKind.deployment(cluster, { namespace }),
  });
  const train = ml.addTrainingJob('Train', {
    runtime: Runtime.image(ml.registry.imageUri('training', 'fraud-2.4.0')),
    command: ['python', 'train.py'],
    machine: Machine.general(8),
    inputs: { payments: DataMount.files(ml.artifacts.path('fraud/train')) },
    output: DataMount.files(ml.artifacts.path('fraud/models')),
    maxRunTime: Duration.hours(4),
    backend: cluster && TrainingBackend.cluster(cluster, { namespace }),
  });
  return ml.addDriftMonitor('FraudDrift', {
    // Its requests are kept from now on.
    endpoint,
    schema: {
      features: [Feature.float('amount'), Feature.string('country'), Feature.int('payments_1h'), Feature.bool('abroad')],
      prediction: Prediction.binary('fraud', { threshold: 0.5 }),
      recordId: 'payment_id',
    },
    // What the next version learns from replaces it once Ada has approved that version.
    baseline: Baseline.trainingData(ml.artifacts.path('fraud/train'), { renewedBy: registry }),
    groundTruth: GroundTruth.folder(ml.artifacts.path('fraud/disputes'), { delay: Duration.days(2) }),
    signals: [
      // Broken data calls somebody at once, and trains nothing.
      DriftSignal.dataQuality({ missingPercent: 2, severity: Severity.CRITICAL }),
      DriftSignal.dataDrift({ threshold: 0.1, features: { country: 0.25 } }),
      DriftSignal.predictionDrift({ threshold: 0.15 }),
      DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8), QualityThreshold.atLeast(QualityMetric.RECALL, 0.7)]),
    ],
    onDrift: {
      retrain: Retrain.job(train, { coolDown: Duration.days(7) }),
      alerts: [AlertChannel.webhook('https://hooks.acme.io/payments')],
    },
    kind: cluster && DriftMonitorKind.evidently(cluster, { namespace }),
  });
}
