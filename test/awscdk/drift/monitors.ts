import { App, Stack } from 'aws-cdk-lib/core';
import { DriftMonitor, Identity, MlPlatform, ModelEndpoint, ModelRegistry, TrainingJob } from '../../../src/awscdk';
import {
  AlertChannel, Baseline, BiasThreshold, DriftMonitorProps, DriftSignal, Duration, Facet, Feature, GroundTruth, Machine, Model, ModelEndpointProps,
  ModelSchema, Prediction, QualityMetric, QualityThreshold, Retrain, Runtime, Scaling, Schedule, Severity, TrainingBackend, TrainingJobProps,
} from '../../../src/core';
import { Json, SynthesizedApp, synthesize, testApp } from '../../support/cloudformation';
import { readable } from '../serving/endpoints';

export const ENV = { region: 'eu-west-1', account: '123456789012' };

export interface Scene {
  readonly app: App;
  readonly stack: Stack;
  readonly ml: MlPlatform;
  readonly endpoint: ModelEndpoint;
}

/** A platform `acme-ml` with an endpoint `Fraud`, which keeps no requests. */
export function scene(endpoint: (ml: MlPlatform) => Partial<ModelEndpointProps> = () => ({})): Scene {
  const app = testApp();
  const stack = new Stack(app, 'Acme', { env: ENV });
  const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml', tags: { team: 'risk' } });
  return { app, stack, ml, endpoint: new ModelEndpoint(stack, 'Fraud', { platform: ml, model: model(ml), scaling: Scaling.fixed(1), ...endpoint(ml) }) };
}

export const SCHEMA: ModelSchema = {
  features: [Feature.float('amount'), Feature.string('country'), Feature.string('sex'), Feature.int('age')],
  prediction: Prediction.binary('fraud', { threshold: 0.5 }),
};

/** The least that a monitor is told. */
export const least = ({ ml, endpoint }: Scene): DriftMonitorProps => ({ endpoint, schema: SCHEMA, baseline: Baseline.trainingData(ml.artifacts.path('fraud/train')) });

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
  groundTruth: GroundTruth.folder(made.ml.artifacts.path('fraud/truth'), { delay: Duration.days(2) }),
  baseline: Baseline.trainingData(made.ml.artifacts.path('fraud/train'), { renewedBy: registry(made) }),
  schedule: Schedule.daily(2),
  onDrift: { alerts: [AlertChannel.webhook('https://risk.acme.io/drift')], retrain: Retrain.job(job(made)) },
});

export const model = (ml: MlPlatform, key = 'fraud/1/model.tar.gz') => Model.fromArtifact(ml.artifacts.path(key), Runtime.xgboost('3.2'));

export const registry = ({ stack, ml }: Scene) => new ModelRegistry(stack, 'Models', { platform: ml, approvers: { ada: Identity.role('arn:aws:iam::123456789012:role/risk') } });

export const job = ({ stack, ml }: Scene, more: Partial<TrainingJobProps> = {}) => new TrainingJob(stack, 'Train', {
  platform: ml, runtime: Runtime.xgboost('3.2'), command: ['python', 'train.py'], machine: Machine.general(4), ...more,
});

export const batchJob = (made: Scene) => job(made, { runtime: Runtime.pytorch('2.10'), backend: TrainingBackend.batch() });

export interface Watched {
  readonly monitor: DriftMonitor;
  readonly made: Scene;
  synth(): SynthesizedApp;
}

export function watched(props: (made: Scene) => DriftMonitorProps = least, made: Scene = scene()): Watched {
  const monitor = new DriftMonitor(made.stack, 'FraudDrift', { platform: made.ml, ...props(made) });
  return { monitor, made, synth: () => synthesize(made.app) };
}

export const all = (app: SynthesizedApp, type: string): Json[] => app.of(type).map(({ properties }) => readable(properties));
export const one = (app: SynthesizedApp, type: string, matches: (properties: Json) => boolean = () => true): Json => {
  const found = all(app, type).filter(matches);
  expect(found).toHaveLength(1);
  return found[0];
};
