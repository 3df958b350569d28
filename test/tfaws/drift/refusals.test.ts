import {
  Baseline, BatchOutput, DataFormat, DataMount, DriftMonitorProps, DriftSignal, Duration, Facet, GroundTruth, Machine, ModelStage, Prediction,
  QualityMetric, QualityThreshold, RequestFormat, Retrain, Runtime, Schedule,
} from '../../../src/core';
import { DriftMonitor, MlPlatform, ModelRegistry } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { stackIn } from '../platforms';
import { least, scene, Scene, SCHEMA, watched } from './monitors';

const QUALITY = DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]);
const BIAS = DriftSignal.bias([Facet.of('sex', 'female')]);
const truth = ({ platform }: Scene) => GroundTruth.folder(platform.artifacts.path('fraud/truth'));

test.each<[string, (made: Scene) => Partial<DriftMonitorProps>, string[]]>([
  ['a schedule by the day of the week', () => ({ schedule: Schedule.cron({ minute: '0', hour: '3', dayOfWeek: '1' }) }), ['drift/schedule']],
  ['a schedule at half past', () => ({ schedule: Schedule.cron({ minute: '30', hour: '3' }) }), ['drift/schedule']],
  ['a distance that begins anew nowhere', () => ({ schedule: Schedule.every(Duration.hours(5)) }), ['drift/schedule']],
  ['a schedule shorter than a run', () => ({ schedule: Schedule.every(Duration.hours(1)), maxRunTime: Duration.hours(1) }), ['drift/schedule-short']],
  [
    'model quality that takes more than half an hour of each',
    (made) => ({ schedule: Schedule.every(Duration.hours(1)), maxRunTime: Duration.minutes(45), signals: [QUALITY], groundTruth: truth(made) }),
    ['drift/schedule-short'],
  ],
  ['a pipeline by its ARN', () => ({ onDrift: { retrain: Retrain.pipeline('arn:aws:sagemaker:eu-west-1:123456789012:pipeline/retrain') } }), ['drift/pipeline-name']],
  ['model quality without ground truth', () => ({ signals: [QUALITY] }), ['drift/no-ground-truth']],
  ['bias of which nobody knows what was right', () => ({ signals: [BIAS] }), ['drift/no-ground-truth']],
  [
    'model quality of requests in JSON',
    (made) => ({ schema: { ...SCHEMA, requestFormat: RequestFormat.JSON_RECORDS }, signals: [QUALITY], groundTruth: truth(made) }),
    ['drift/request-format'],
  ],
  [
    'a label that SageMaker does not know',
    (made) => ({ schema: { ...SCHEMA, prediction: Prediction.binary('fraud', { positive: 'yes' }) }, signals: [QUALITY], groundTruth: truth(made) }),
    ['drift/positive-label'],
  ],
  ['a baseline in Parquet', ({ platform }) => ({ baseline: Baseline.trainingData(platform.artifacts.path('t'), { format: DataFormat.PARQUET }) }), ['drift/format']],
  ['a feature that the schema does not have', () => ({ signals: [DriftSignal.dataDrift({ features: { amout: 0.2 } })] }), ['drift/unknown-feature']],
])('%s is refused', (_, props, codes) => {
  const made = scene();
  expect(codesOf(() => watched((all) => ({ ...least(all), ...props(all) }), made))).toEqual(codes);
});

test('a batch output is refused, with what to do', () => {
  const { platform, stack } = scene();
  const props = { platform, schema: SCHEMA, baseline: Baseline.trainingData(platform.artifacts.path('t')), batchOutput: BatchOutput.folder(platform.artifacts.path('scored')) };
  expect(codesOf(() => new DriftMonitor(stack, 'Drift', props))).toContain('drift/managed-batch-output');
});

test('ground truth in another region is refused', () => {
  const made = scene();
  const elsewhere = new MlPlatform(stackIn(made.app, 'far'), 'Far', { region: 'us-east-1', accountId: '123456789012', platformName: 'far-ml' });
  const props = (all: Scene): DriftMonitorProps => ({ ...least(all), signals: [QUALITY], groundTruth: GroundTruth.folder(elsewhere.artifacts.path('truth')) });
  expect(codesOf(() => watched(props, made))).toEqual(['drift/ground-truth-region']);
});

test('a registry of another account is refused, since its approvals are heard of there only', () => {
  const made = scene();
  const registryId = 'arn:aws:sagemaker:eu-west-1:444455556666:model-package-group/acme-ml-fraud';
  const registry = ModelRegistry.fromAttributes(made.stack, 'Theirs', { platform: made.platform, registryId, stage: ModelStage.PRODUCTION });
  const baseline = Baseline.trainingData(made.platform.artifacts.path('t'), { renewedBy: registry });
  expect(codesOf(() => watched((all) => ({ ...least(all), baseline }), made))).toEqual(['drift/foreign-registry']);
});

test('a loop that would retrain on its own output is refused', () => {
  const made = scene();
  const { platform } = made;
  const job = platform.addTrainingJob('Learn', {
    runtime: Runtime.xgboost('3.2'), command: ['python', 'train.py'], machine: Machine.general(8), inputs: { answers: DataMount.files(platform.artifacts.path('capture/acme-ml-fraud')) },
  });
  expect(codesOf(() => watched((all) => ({ ...least(all), onDrift: { retrain: Retrain.job(job) } }), made))).toEqual(['drift/loop']);
});

test('a region without an image of the analyzer is refused, with a way', () => {
  const made = scene(undefined, { region: 'af-south-1' });
  expect(codesOf(() => watched(least, made))).toEqual(['drift/region']);
});

test('a name that its roles cannot have is refused', () => {
  const made = scene();
  expect(codesOf(() => new DriftMonitor(made.stack, 'D'.repeat(50), { platform: made.platform, ...least(made) }))).toEqual(expect.arrayContaining(['core/name-length']));
});

test('what is wrong comes at once, before anything was made', () => {
  const made = scene();
  const before = made.stack.node.findAll().length;
  const props = (all: Scene): DriftMonitorProps => ({ ...least(all), schedule: Schedule.cron({ minute: '30', hour: '3' }), signals: [QUALITY] });
  expect(codesOf(() => watched(props, made)).sort()).toEqual(['drift/no-ground-truth', 'drift/schedule']);
  expect(made.stack.node.findAll()).toHaveLength(before);
  expect(made.endpoint.captureLocation).toBeUndefined();
});
