import {
  AlertChannel, Baseline, BiasThreshold, DriftMonitorKind, DriftSignal, Duration, EndpointKind, Facet, Feature, GroundTruth, IDriftMonitor,
  IIdentity, IMlPlatform, ITrainingCluster, Machine, MlPlatformProps, Model, Prediction, Profile, Severity,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'credit' },
};

/** A model that says who gets credit, and is watched for treating people alike; every place takes these lines as they are, and runs them in a cluster where one is given. */
export function credit(ml: IMlPlatform, fairnessOffice: IIdentity, cluster?: ITrainingCluster): IDriftMonitor {
  const namespace = 'credit';
  const endpoint = ml.addModelEndpoint('Credit', {
    // Your image, with the model in it.
    model: Model.fromImage(ml.registry.imageUri('serving', 'credit-3.1.0')),
    machine: Machine.general(4),
    kind: cluster && EndpointKind.deployment(cluster, { namespace }),
  });
  const monitor = ml.addDriftMonitor('CreditFairness', {
    endpoint,
    schema: {
      // Each request tells the sex and the age group, so that groups can be told apart. Whether the model itself looks at them is its own affair.
      features: [Feature.float('income'), Feature.float('amount'), Feature.int('years_employed'), Feature.string('sex'), Feature.string('age_group')],
      // What an applicant wishes for is the positive answer.
      prediction: Prediction.binary('granted', { positive: '1' }),
      recordId: 'application_id',
    },
    baseline: Baseline.trainingData(ml.artifacts.path('credit/train')),
    // Who has paid back, as far as one knows a month later: equal opportunity asks who should have been granted it.
    groundTruth: GroundTruth.folder(ml.artifacts.path('credit/repaid'), { delay: Duration.days(30) }),
    signals: [
      DriftSignal.bias([Facet.of('sex', 'female'), Facet.of('age_group', '60-69', '70+')], {
        thresholds: [
          BiasThreshold.demographicParityDifference(0.1),
          BiasThreshold.disparateImpact(0.8),
          BiasThreshold.equalOpportunityDifference(0.1),
        ],
        severity: Severity.CRITICAL,
      }),
    ],
    onDrift: { alerts: [AlertChannel.webhook('https://hooks.acme.io/fairness', Severity.CRITICAL)] },
    kind: cluster && DriftMonitorKind.evidently(cluster, { namespace }),
  });
  // Who has to answer for it reads the reports.
  monitor.grantRead(fairnessOffice);
  return monitor;
}
