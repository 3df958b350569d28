import {
  AlertChannel, Baseline, BiasThreshold, DriftMonitorProps, DriftSignal, Duration, Facet, Feature, GroundTruth, Machine, Model,
  ModelEndpointProps, ModelSchema, Prediction, QualityMetric, QualityThreshold, Retrain, Runtime, Scaling, Schedule, Severity,
  TrainingBackend, TrainingJobProps,
} from '../../../src/core';
import { DriftMonitor, Identity, MlPlatformProps, ModelEndpoint, ModelRegistry, TrainingJob } from '../../../src/tfaws';
import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { Stage, stage } from '../platforms';

export interface Scene extends Stage {
  readonly endpoint: ModelEndpoint;
}

/** A platform `acme-ml` with an endpoint `Fraud`, which keeps no requests. */
export function scene(endpoint: (made: Stage) => Partial<ModelEndpointProps> = () => ({}), platform: Partial<MlPlatformProps> = {}): Scene {
  const made = stage({ tags: { team: 'risk' }, ...platform });
  const { platform: ml, stack } = made;
  const model = Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2'));
  const given = endpoint(made);
  const props = { scaling: Scaling.fixed(1), ...(given.variants ? {} : { model }), ...given };
  return { ...made, endpoint: new ModelEndpoint(stack, 'Fraud', { platform: ml, ...props }) };
}

export const SCHEMA: ModelSchema = {
  features: [Feature.float('amount'), Feature.string('country'), Feature.string('sex'), Feature.int('age')],
  prediction: Prediction.binary('fraud', { threshold: 0.5 }),
};

/** The least that a monitor is told. */
export const least = ({ platform, endpoint }: Scene): DriftMonitorProps => ({
  endpoint, schema: SCHEMA, baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')),
});

/** All that SageMaker measures. */
export const everything = (made: Scene): DriftMonitorProps => ({
  ...least(made),
  signals: [
    DriftSignal.dataQuality({ severity: Severity.CRITICAL }),
    DriftSignal.dataDrift({ features: { country: 0.2 } }),
    DriftSignal.predictionDrift(),
    DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8), QualityThreshold.atLeast(QualityMetric.AUC, 0.9)]),
    DriftSignal.bias([Facet.of('sex', 'female')], { thresholds: [BiasThreshold.disparateImpact(0.8)] }),
    DriftSignal.attributionDrift(),
  ],
  groundTruth: GroundTruth.folder(made.platform.artifacts.path('fraud/truth'), { delay: Duration.days(2) }),
  baseline: Baseline.trainingData(made.platform.artifacts.path('fraud/train'), { renewedBy: registry(made) }),
  schedule: Schedule.daily(2),
  onDrift: { alerts: [AlertChannel.webhook('https://risk.acme.io/drift')], retrain: Retrain.job(job(made)) },
});

export const registry = ({ stack, platform }: Scene) => new ModelRegistry(stack, 'Models', {
  platform, approvers: { 'ada@acme.io': Identity.role('arn:aws:iam::123456789012:role/risk') },
});

export const job = ({ stack, platform }: Scene, more: Partial<TrainingJobProps> = {}) => new TrainingJob(stack, 'Train', {
  platform, runtime: Runtime.xgboost('3.2'), command: ['python', 'train.py'], machine: Machine.general(8), ...more,
});

export const batchJob = (made: Scene) => job(made, { runtime: Runtime.pytorch('2.10'), backend: TrainingBackend.batch() });

export interface Watched {
  readonly monitor: DriftMonitor;
  readonly made: Scene;
  synth(): SynthesizedStack;
}

export function watched(props: (made: Scene) => DriftMonitorProps = least, made: Scene = scene()): Watched {
  const monitor = new DriftMonitor(made.stack, 'FraudDrift', { platform: made.platform, ...props(made) });
  return { monitor, made, synth: made.synth };
}

/** What Cloud Control is asked for, by types. */
export function desired(stack: SynthesizedStack, type: string): Attributes[] {
  const found = Object.values(stack.resources('aws_cloudcontrolapi_resource')).filter(({ type_name }) => type_name === `AWS::SageMaker::${type}`);
  return found.map(({ desired_state }) => parseJsonText(desired_state as string));
}

export function desiredOne(stack: SynthesizedStack, type: string): Attributes {
  const found = desired(stack, type);
  expect(found).toHaveLength(1);
  return found[0]!;
}
