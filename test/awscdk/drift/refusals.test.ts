import { App, Stack } from 'aws-cdk-lib/core';
import { DriftMonitor, MlPlatform, TrainingCluster } from '../../../src/awscdk';
import {
  Baseline, BatchOutput, DataCapture, DataFormat, DriftMeasure, DriftMonitorProps, DriftSignal, Duration, Facet, Feature, GroundTruth,
  Machine, Prediction, QualityMetric, QualityThreshold, RequestFormat, Retrain, Runtime, Scaling, Schedule, Segment, TrainingBackend,
  Variant,
} from '../../../src/core';
import { layer, PLAIN_GROUP } from '../training/clusters';
import { job, least, model, Scene, scene, SCHEMA, watched } from './monitors';

const refusals = (props: (made: Scene) => Partial<DriftMonitorProps>, made?: Scene): string[] => {
  try {
    watched((its) => ({ ...least(its), ...props(its) }), made);
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/^\[([^\]]+)\]/gm)].map(([, code]) => code!);
  }
};

describe('what SageMaker cannot watch', () => {
  const truth = ({ ml }: Scene) => GroundTruth.folder(ml.artifacts.path('fraud/truth'));

  test.each<[string, string, (made: Scene) => Partial<DriftMonitorProps>]>([
    ['a batch output', 'drift/managed-batch-output', ({ ml }) => ({ endpoint: undefined, batchOutput: BatchOutput.folder(ml.artifacts.path('scored'), { format: DataFormat.CSV }) })],
    ['segments', 'drift/managed-segments', () => ({ segments: [Segment.of('country', 'NL')] })],
    ['a distance that the analyzer does not know', 'drift/measure', () => ({ signals: [DriftSignal.dataDrift({ measure: DriftMeasure.PSI })] })],
    ['half past two', 'drift/schedule', () => ({ schedule: Schedule.cron({ minute: '30', hour: '2' }) })],
    ['Mondays only', 'drift/schedule', () => ({ schedule: Schedule.cron({ hour: '2', dayOfWeek: '1' }) })],
    ['every seven hours', 'drift/schedule', () => ({ schedule: Schedule.every(Duration.hours(7)) })],
    ['every half hour', 'drift/schedule', () => ({ schedule: Schedule.every(Duration.minutes(30)), maxRunTime: Duration.minutes(10) })],
    ['quality that takes more than half an hour of each', 'drift/schedule-short', (made) => ({
      schedule: Schedule.every(Duration.hours(1)),
      maxRunTime: Duration.minutes(45),
      groundTruth: truth(made),
      signals: [DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)])],
    })],
    ['a pipeline by its ARN', 'drift/pipeline-name', () => ({ onDrift: { retrain: Retrain.pipeline('arn:aws:sagemaker:eu-west-1:123456789012:pipeline/retrain') } })],
    ['quality of requests in JSON', 'drift/request-format', (made) => ({
      schema: { ...SCHEMA, requestFormat: RequestFormat.JSON_INSTANCES },
      groundTruth: truth(made),
      signals: [DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)])],
    })],
    ['quality of labels that are no numbers', 'drift/positive-label', (made) => ({
      schema: { ...SCHEMA, prediction: Prediction.binary('fraud', { positive: 'yes', threshold: 0.5 }) },
      groundTruth: truth(made),
      signals: [DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)])],
    })],
    ['bias without ground truth', 'drift/no-ground-truth', () => ({ signals: [DriftSignal.bias([Facet.of('sex', 'female')])] })],
    ['attribution of a baseline in JSON', 'drift/format', ({ ml }) => ({
      baseline: Baseline.trainingData(ml.artifacts.path('train'), { format: DataFormat.JSON_LINES }), signals: [DriftSignal.attributionDrift()],
    })],
    ['a baseline in Parquet', 'drift/format', ({ ml }) => ({ baseline: Baseline.trainingData(ml.artifacts.path('train'), { format: DataFormat.PARQUET }) })],
  ])('%s', (_, code, props) => {
    const found = refusals(props);
    expect(found).toContain(code);
    expect(new Set(found).size).toBe(1);
  });

  test('several models, whose requests it would mix', () => {
    const made = scene((ml) => ({
      model: undefined,
      variants: [Variant.of('a', { model: model(ml), weight: 50, scaling: Scaling.fixed(1) }), Variant.of('b', { model: model(ml, 'fraud/2'), weight: 50, scaling: Scaling.fixed(1) })],
    }));
    expect(refusals(() => ({}), made)).toContain('drift/several-models');
  });

  test('a capture without answers', () => {
    expect(refusals(() => ({}), scene(() => ({ dataCapture: DataCapture.sampled(100, { responses: false }) })))).toEqual(['drift/no-responses']);
  });

  test('an endpoint of another platform that keeps no requests', () => {
    const made = scene();
    const other = new MlPlatform(new Stack(made.app, 'Other', { env: { region: 'eu-west-1', account: '123456789012' } }), 'Ml', { platformName: 'other' });
    expect(() => new DriftMonitor(made.stack, 'Drift', { platform: other, ...least(made) })).toThrow(/drift\/no-capture/);
  });

  test('a feature that the schema does not have', () => {
    expect(refusals(() => ({ signals: [DriftSignal.dataDrift({ features: { contry: 0.2 } })] }))).toEqual(['drift/unknown-feature']);
    expect(refusals(() => ({ schema: { ...SCHEMA, features: [Feature.timestamp('at')] } }))).toContain('drift/feature-type');
  });

  test('retraining by a job in a cluster, which Step Functions does not reach', () => {
    const made = scene();
    const cluster = new TrainingCluster(made.stack, 'Cluster', { platform: made.ml, kubectlLayer: layer(made.stack), nodeGroups: PLAIN_GROUP });
    const trained = job(made, { runtime: Runtime.image('123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraud:1'), machine: Machine.general(2), backend: TrainingBackend.cluster(cluster, { namespace: 'train' }) });
    expect(refusals(() => ({ onDrift: { retrain: Retrain.job(trained) } }), made)).toEqual(['drift/retrain-place']);
  });

  test('two monitors of one name', () => {
    const made = scene();
    watched(least, made);
    const other = new Stack(made.app as App, 'Beside', { env: { region: 'eu-west-1', account: '123456789012' } });
    expect(() => new DriftMonitor(other, 'FraudDrift', { platform: made.ml, ...least(made) })).toThrow(/drift\/name-twice/);
  });
});
