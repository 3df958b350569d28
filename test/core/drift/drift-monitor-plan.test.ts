import {
  AlertChannel, Baseline, BatchOutput, BiasMetric, BiasThreshold, DataCapture, DataFormat, DataMount, DriftMeasure, DriftMonitorKind,
  DriftMonitorProps, DriftSignal, Duration, Facet, Feature, GroundTruth, IModelRegistry, JobTrigger, Model, Prediction, QualityMetric,
  QualityThreshold, RequestFormat, Retrain, Scaling, Schedule, Segment, Severity, Variant,
} from '../../../src/core';
import { noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarms } from '../../../src/core/drift/drift-alarms';
import { driftGraphs, modelInProduction } from '../../../src/core/drift/drift-graphs';
import { leastDistanceMinutes } from '../../../src/core/drift/run-distance';
import { ABLE } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';
import { files, path } from '../jobs/fake-jobs';
import { deployment, kserve, serving } from '../serving/fake-endpoints';
import { lacking } from '../training/fake-cloud';
import { elsewhere, endpointWith, jobWith, plan, PLATFORM, SCHEMA } from './fake-drift';

const refused = (...args: Parameters<typeof plan>) => codesOf(() => plan(...args));
const TRUTH = GroundTruth.folder(path('fraud/truth'));
const F1 = DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]);
const BATCH = BatchOutput.folder(path('fraud/scored'));
const evidently = (provided: string[] = []) => DriftMonitorKind.evidently(serving(provided), { namespace: 'drift' });

describe('what is not said', () => {
  test('data quality, drift of data and of predictions, each night, by the measure that the service has', () => {
    const { name, signals, schedule, distanceSeconds, maxRunSeconds, reports, schema } = plan({}, { platform: platformOf('ml') });
    expect(name).toBe('ml-drift');
    expect(Object.keys(signals)).toEqual(['dataQuality', 'dataDrift', 'predictionDrift']);
    expect(signals.dataDrift).toEqual({
      severity: Severity.WARNING,
      retrains: true,
      threshold: 0.1,
      measure: DriftMeasure.JENSEN_SHANNON,
      features: { amount: 0.1, country: 0.1, sex: 0.1, age: 0.1 },
    });
    expect(signals.dataQuality).toMatchObject({ retrains: false, limits: { missingPercent: 5, typeErrorPercent: 1, outOfRangePercent: 10 } });
    expect(schedule.cronExpression).toBe('0 2 * * *');
    expect([distanceSeconds, maxRunSeconds]).toEqual([86_400, 3_600]);
    expect(reports!.uri).toBe('s3://acme-artifacts/drift/ml-drift');
    expect(schema.requestFormat).toBe(RequestFormat.JSON_INSTANCES);
  });

  test('all requests are kept, where the endpoint kept none before', () => {
    expect(plan().source).toMatchObject({ kind: 'endpoint', switchesOn: true, capture: { percent: 100, responses: true } });
    expect(plan({ sampling: 10 }).source).toMatchObject({ switchesOn: true, capture: { percent: 10 } });
  });

  test('an endpoint that keeps requests is taken as it is', () => {
    const endpoint = endpointWith({ dataCapture: DataCapture.sampled(20) });
    expect(plan({ endpoint }).source).toMatchObject({ switchesOn: false, capture: { percent: 20 } });
  });

  test('a run takes at most half of the time between two', () => {
    expect(plan({ schedule: Schedule.every(Duration.hours(1)) })).toMatchObject({ distanceSeconds: 3_600, maxRunSeconds: 1_800 });
  });
});

describe('thresholds', () => {
  test('of single features go before that of all', () => {
    const drift = DriftSignal.dataDrift({ threshold: 0.2, features: { age: 0.3 } });
    const quality = DriftSignal.dataQuality({ missingPercent: 2, features: { age: { missingPercent: 50 } } });
    const { signals } = plan({ signals: [drift, quality] });
    expect(signals.dataDrift!.features).toMatchObject({ amount: 0.2, age: 0.3 });
    expect(signals.dataQuality!.features).toMatchObject({
      amount: { missingPercent: 2, typeErrorPercent: 1 }, age: { missingPercent: 50, typeErrorPercent: 1 },
    });
  });

  test.each<[string, DriftSignal]>([
    ['a distance of 0', DriftSignal.dataDrift({ threshold: 0 })],
    ['a distance of 1', DriftSignal.predictionDrift({ threshold: 1 })],
    ['a distance below 0 of one feature', DriftSignal.dataDrift({ features: { age: -0.1 } })],
    ['no number', DriftSignal.dataDrift({ threshold: NaN })],
    ['more than all values missing', DriftSignal.dataQuality({ missingPercent: 101 })],
    ['less than none of wrong type, of one feature', DriftSignal.dataQuality({ features: { age: { typeErrorPercent: -1 } } })],
    ['an NDCG of 1', DriftSignal.attributionDrift({ threshold: 1 })],
  ])('outside of their range: %s', (_what, signal) => expect(refused({ signals: [signal] })).toEqual(['drift/threshold']));

  test('PSI may be above 1, where the service has it', () => {
    const signals = [DriftSignal.dataDrift({ measure: DriftMeasure.PSI, threshold: 1.5 })];
    expect(refused({ signals })).toEqual(['drift/measure']);
    expect(plan({ signals, batchOutput: BATCH, kind: evidently() }).signals.dataDrift).toMatchObject({ threshold: 1.5 });
    const usual = [DriftSignal.dataDrift({ measure: DriftMeasure.PSI })];
    expect(plan({ signals: usual, batchOutput: BATCH, kind: evidently() }).signals.dataDrift).toMatchObject({ threshold: 0.2 });
  });
});

describe('the schema', () => {
  test.each<[string, Partial<typeof SCHEMA>, string]>([
    ['no features', { features: [] }, 'drift/no-features'],
    ['a vector', { features: [Feature.vector('taste', 3)] }, 'drift/feature-type'],
    ['a time', { features: [Feature.timestamp('at')] }, 'drift/feature-type'],
    ['a feature twice', { features: [Feature.int('age'), Feature.int('age')] }, 'drift/feature-twice'],
    ['a feature that is called like the prediction', { features: [Feature.int('fraud')] }, 'drift/feature-twice'],
    ['a record id among the features', { recordId: 'age' }, 'drift/feature-twice'],
    ['a name with a hyphen', { features: [Feature.int('age-group')] }, 'drift/feature-name'],
    ['more features than the service takes', { features: Array.from({ length: 6 }, (_, i) => Feature.int(`f${i}`)) }, 'drift/too-many-features'],
    ['requests that the service cannot read', { requestFormat: RequestFormat.JSON_RECORDS }, 'drift/request-format'],
  ])('refuses %s', (_what, schema, code) => expect(refused({ schema: { ...SCHEMA, ...schema } })).toEqual([code]));

  test.each<[string, Partial<DriftMonitorProps>]>([
    ['a threshold', { signals: [DriftSignal.dataDrift({ features: { agee: 0.1 } })] }],
    ['limits of quality', { signals: [DriftSignal.dataQuality({ features: { agee: {} } })] }],
    ['a facet', { signals: [DriftSignal.bias([Facet.of('agee', '1')])] }],
    ['a segment', { segments: [Segment.of('agee', '1')] }],
  ])('does not have the feature of %s', (_what, props) => {
    expect(refused(props)).toEqual(['drift/unknown-feature']);
    expect(() => plan(props)).toThrow(/nearest: 'age'/);
  });

  test('how requests are is nothing to a batch output', () => {
    expect(refused({ batchOutput: BATCH, schema: { ...SCHEMA, requestFormat: RequestFormat.JSON_RECORDS } })).toEqual([]);
  });
});

describe('ground truth', () => {
  test('is needed for quality, and by equal opportunity', () => {
    expect(refused({ signals: [F1] })).toEqual(['drift/no-ground-truth']);
    const equal = DriftSignal.bias([Facet.of('sex', 'female')], { thresholds: [BiasThreshold.equalOpportunityDifference(0.1)] });
    expect(refused({ signals: [equal] })).toEqual(['drift/no-ground-truth']);
    expect(plan({ signals: [F1, equal], groundTruth: TRUTH })).toMatchObject({ groundTruth: { delaySeconds: 86_400 } });
  });

  test('in another region is refused', () => {
    expect(refused({ signals: [F1], groundTruth: GroundTruth.folder(elsewhere('s3://far-away')) })).toEqual(['drift/ground-truth-region']);
  });

  test('of another cloud is refused, and so is other data', () => {
    expect(refused({ signals: [F1], groundTruth: GroundTruth.folder(elsewhere('gs://acme')) })).toEqual(['drift/foreign-data']);
    expect(refused({ baseline: Baseline.trainingData(elsewhere('gs://acme')) })).toEqual(['drift/foreign-data']);
    expect(refused({ reports: elsewhere('gs://acme') })).toEqual(['drift/foreign-data']);
    expect(refused({ batchOutput: BatchOutput.folder(elsewhere('gs://acme')) })).toEqual(['drift/foreign-data']);
  });

  test('needs a record id, where the service joins by one', () => {
    expect(refused({ signals: [F1], groundTruth: TRUTH, schema: { ...SCHEMA, recordId: undefined } })).toEqual(['drift/no-record-id']);
  });

  test('is not there at once', () => expect(codesOf(() => GroundTruth.folder(path('t'), { delay: Duration.minutes(5) }))).toEqual(['drift/ground-truth-delay']));
});

describe('quality', () => {
  test.each<[string, QualityThreshold[], Prediction, string]>([
    ['nothing', [], Prediction.binary('fraud'), 'drift/no-thresholds'],
    ['an error of classes', [QualityThreshold.atMost(QualityMetric.RMSE, 1)], Prediction.binary('fraud'), 'drift/quality-metric'],
    ['F1 of numbers', [QualityThreshold.atLeast(QualityMetric.F1, 0.5)], Prediction.regression('price'), 'drift/quality-metric'],
    ['AUC of answers that are no probabilities', [QualityThreshold.atLeast(QualityMetric.AUC, 0.5)], Prediction.binary('fraud'), 'drift/quality-metric'],
    ['what the service does not compute', [QualityThreshold.atLeast(QualityMetric.ACCURACY, 0.5)], Prediction.binary('fraud'), 'drift/quality-metric'],
    ['one metric twice', [QualityThreshold.atLeast(QualityMetric.F1, 0.5), QualityThreshold.atLeast(QualityMetric.F1, 0.6)], Prediction.binary('fraud'), 'drift/threshold-twice'],
  ])('of %s is refused', (_what, thresholds, prediction, code) => {
    expect(refused({ signals: [DriftSignal.modelQuality(thresholds)], groundTruth: TRUTH, schema: { ...SCHEMA, prediction } })).toEqual([code]);
  });

  test('AUC of probabilities', () => {
    const schema = { ...SCHEMA, prediction: Prediction.binary('fraud', { threshold: 0.3 }) };
    const signals = [DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.AUC, 0.7)])];
    expect(refused({ signals, groundTruth: TRUTH, schema })).toEqual([]);
  });

  test.each([
    ['more than right', () => QualityThreshold.atLeast(QualityMetric.F1, 1.1)],
    ['always reached', () => QualityThreshold.atLeast(QualityMetric.F1, 0)],
    ['an error of at least', () => QualityThreshold.atLeast(QualityMetric.RMSE, 0.5)],
    ['a score of at most', () => QualityThreshold.atMost(QualityMetric.F1, 0.5)],
    ['no error at all', () => QualityThreshold.atMost(QualityMetric.MAE, 0)],
    ['four fifths in percent', () => BiasThreshold.disparateImpact(80)],
  ])('thresholds refuse %s', (_what, make) => expect(codesOf(make)).toEqual(['drift/threshold']));

  test('R2 may be below 0', () => expect(QualityThreshold.atLeast(QualityMetric.R2, -0.5).value).toBe(-0.5));
});

describe('bias', () => {
  test('is measured by parity and by the four-fifths rule', () => {
    expect(plan({ signals: [DriftSignal.bias([Facet.of('sex', 'female')])] }).signals.bias).toEqual({
      severity: Severity.WARNING,
      retrains: false,
      facets: [{ feature: 'sex', values: ['female'] }],
      thresholds: [{ metric: BiasMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, value: 0.1 }, { metric: BiasMetric.DISPARATE_IMPACT, value: 0.8 }],
    });
  });

  test('without a facet is refused, and a facet without values', () => {
    expect(refused({ signals: [DriftSignal.bias([])] })).toEqual(['drift/no-facet']);
    expect(codesOf(() => Facet.of('sex'))).toEqual(['drift/facet']);
  });

  test('by a value that no record has', () => {
    const schema = { ...SCHEMA, features: [...SCHEMA.features, Feature.bool('vip')] };
    const facets = (...values: string[]) => plan({ schema, signals: [DriftSignal.bias([Facet.of('vip', ...values)])] }).signals.bias!.facets[0]!.values;
    expect([facets('1'), facets('False'), facets('true', '0')]).toEqual([['true'], ['false'], ['true', 'false']]);
    [Facet.of('vip', 'yes'), Facet.of('vip', 'constructor'), Facet.of('age', 'old'), Facet.of('amount', '1.5')].forEach((facet) => {
      expect(refused({ schema, signals: [DriftSignal.bias([facet])] })).toEqual(['drift/value']);
    });
    expect(plan({ schema, segments: [Segment.of('vip', '1')] }).segments).toEqual([{ feature: 'vip', value: 'true' }]);
    expect(refused({ segments: [Segment.of('age', '1.5')] })).toEqual(['drift/value']);
    expect(refused({ schema, segments: [Segment.of('vip', '1'), Segment.of('vip', 'true')] })).toEqual(['drift/segment-twice']);
  });

  test('by two thresholds of one metric', () => {
    const thresholds = [BiasThreshold.disparateImpact(0.8), BiasThreshold.disparateImpact(0.9)];
    expect(refused({ signals: [DriftSignal.bias([Facet.of('sex', 'female')], { thresholds })] })).toEqual(['drift/threshold-twice']);
  });

  test('of two groups by one feature, of numbers, by nothing', () => {
    expect(refused({ signals: [DriftSignal.bias([Facet.of('sex', 'female'), Facet.of('sex', 'other')])] })).toEqual(['drift/facet-twice']);
    expect(refused({ signals: [DriftSignal.bias([Facet.of('sex', 'female')])], schema: { ...SCHEMA, prediction: Prediction.regression('price') } })).toEqual(['drift/bias-prediction']);
    expect(refused({ signals: [DriftSignal.bias([Facet.of('sex', 'female')], { thresholds: [] })] })).toEqual(['drift/no-thresholds']);
  });
});

describe('what is watched', () => {
  test('is one of two', () => {
    expect(refused({ endpoint: undefined })).toEqual(['drift/source']);
    expect(refused({ endpoint: endpointWith(), batchOutput: BATCH })).toEqual(['drift/source']);
  });

  test('an endpoint of another platform without capture is refused, and with capture it is not', () => {
    const more = { platform: endpointWith().node.root };
    expect(refused({ endpoint: endpointWith({}, more) })).toEqual(['drift/no-capture']);
    expect(plan({ endpoint: endpointWith({ dataCapture: DataCapture.sampled(50) }, more) }).source).toMatchObject({ switchesOn: false });
  });

  test('an endpoint of another cloud', () => expect(refused({ endpoint: endpointWith({}, { system: 'elsewhere' }) })).toEqual(['drift/foreign-endpoint']));

  test('an endpoint of several models, unless the others are asked nothing', () => {
    const variants = (weight: number) => ['a', 'b'].map((name, i) => Variant.of(name, { model: Model.fromImage(`acme/${name}:1`), weight: i === 0 ? 100 : weight }));
    expect(refused({ endpoint: endpointWith({ variants: variants(50) }) })).toEqual(['drift/several-models']);
    expect(refused({ endpoint: endpointWith({ variants: variants(0) }) })).toEqual([]);
  });

  test('an endpoint that keeps no answers', () => {
    expect(refused({ endpoint: endpointWith({ dataCapture: DataCapture.sampled(50, { responses: false }) }) })).toEqual(['drift/no-responses']);
  });

  test('another part of the requests than the endpoint keeps, or of a batch output', () => {
    expect(refused({ sampling: 10, endpoint: endpointWith({ dataCapture: DataCapture.sampled(50) }) })).toEqual(['drift/sampling']);
    const endpoint = endpointWith();
    plan({ endpoint, sampling: 20 });
    expect(plan({ endpoint }).source).toMatchObject({ switchesOn: false, capture: { percent: 20 } });
    expect(refused({ endpoint, sampling: 50 })).toEqual(['drift/sampling']);
    expect(refused({ sampling: 0 })).toEqual(['drift/sampling']);
    expect(refused({ sampling: 10, batchOutput: BATCH })).toEqual(['drift/sampling']);
  });

  test('an endpoint in a cluster is for Evidently in that cluster, one of the service for the service', () => {
    const kind = deployment();
    const endpoint = endpointWith({ kind });
    expect(refused({ endpoint })).toEqual(['drift/kind']);
    expect(refused({ endpoint, kind: DriftMonitorKind.evidently(kind._cluster!, { namespace: 'drift' }) })).toEqual([]);
    expect(refused({ endpoint, kind: evidently() })).toEqual(['drift/kind']);
    expect(refused({ kind: evidently() })).toEqual(['drift/kind']);
  });

  test('an endpoint by Knative, where nobody sees single requests', () => {
    const kind = kserve('knative');
    const evidentlyThere = DriftMonitorKind.evidently(kind._cluster!, { namespace: 'drift' });
    expect(refused({ endpoint: endpointWith({ kind, scaling: Scaling.fixed(1) }), kind: evidentlyThere })).toEqual(['serving/kind']);
  });

  test('files that the service cannot read', () => {
    expect(refused({ batchOutput: BatchOutput.folder(path('s'), { format: DataFormat.PARQUET }) })).toEqual(['drift/format']);
    expect(refused({ baseline: Baseline.trainingData(path('t'), { format: DataFormat.PARQUET }) })).toEqual(['drift/format']);
  });

  test('a registry of another cloud', () => {
    expect(refused({ baseline: Baseline.trainingData(path('t'), { renewedBy: { registrySystem: 'elsewhere' } as IModelRegistry }) })).toEqual(['drift/foreign-registry']);
  });
});

describe('time', () => {
  test.each<[string, Schedule, number]>([
    ['each day', Schedule.daily(2), 1_440],
    ['each two hours', Schedule.cron({ hour: '*/2' }), 120],
    ['twice a day', Schedule.cron({ hour: '6,20' }), 600],
    ['each ten minutes', Schedule.cron({ minute: '*/10' }), 10],
    ['on weekdays at work', Schedule.cron({ hour: '9-17/4', dayOfWeek: '1-5' }), 240],
    ['from a minute on in steps', Schedule.cron({ minute: '5/25', hour: '1' }), 25],
    ['at a distance', Schedule.every(Duration.hours(5)), 300],
  ])('%s', (_what, schedule, minutes) => expect(leastDistanceMinutes(schedule)).toBe(minutes));

  test.each<[string, Schedule, number]>([
    ['each day', Schedule.daily(2), 24],
    ['on Mondays', Schedule.cron({ hour: '2', dayOfWeek: '1' }), 7 * 24],
    ['on weekdays', Schedule.cron({ hour: '2', dayOfWeek: '1-5' }), 3 * 24],
    ['twice a night', Schedule.cron({ hour: '1,8' }), 17],
    ['each month', Schedule.cron({ hour: '0', dayOfMonth: '1' }), 31 * 24],
    ['on the first, and on Sundays', Schedule.cron({ hour: '0', dayOfMonth: '1', dayOfWeek: '0' }), 7 * 24],
    ['at a distance', Schedule.every(Duration.hours(5)), 5],
  ])('a run looks back over the longest time between two: %s', (_what, schedule, hours) => {
    expect(plan({ schedule }).windowSeconds).toBe(hours * 3_600);
  });

  test('a schedule that is shorter than a run', () => {
    expect(refused({ schedule: Schedule.every(Duration.hours(2)), maxRunTime: Duration.hours(2) })).toEqual(['drift/schedule-short']);
  });

  test('runs that come too often for the service, or take too long', () => {
    expect(refused({ schedule: Schedule.every(Duration.minutes(30)) })).toEqual(['drift/schedule']);
    expect(refused({ maxRunTime: Duration.hours(13) })).toEqual(['drift/run-time']);
  });

  test('a schedule that never comes, or hardly ever', () => {
    expect(refused({ schedule: Schedule.cron({ hour: '2', dayOfMonth: '30', month: '2' }) })).toEqual(['drift/schedule']);
    expect(refused({ schedule: Schedule.cron({ hour: '2', dayOfMonth: '1', month: '1,7' }) })).toEqual(['drift/schedule']);
  });

  test('what the cloud cannot express is its own to say', () => {
    expect(refused({}, { checkSchedule: (_schedule, _place, problems) => problems.add('drift/schedule', 'no') })).toEqual(['drift/schedule']);
  });
});

describe('retraining', () => {
  const retrain = (job = jobWith(), options = {}) => ({ onDrift: { retrain: Retrain.job(job, options) } });

  test('is limited to one a day unless something else is said', () => {
    expect(plan(retrain()).retraining).toMatchObject({ kind: 'job', coolDownSeconds: 86_400, maxRunsPerDay: 1 });
    expect(plan({ onDrift: { retrain: Retrain.pipeline('retrain', { coolDown: Duration.hours(2), maxRunsPerDay: 3 }) } }).retraining).toEqual({
      kind: 'pipeline', pipelineName: 'retrain', coolDownSeconds: 7_200, maxRunsPerDay: 3,
    });
  });

  test.each([
    ['no cool-down', () => Retrain.job(jobWith(), { coolDown: Duration.seconds(0) }), 'drift/cool-down'],
    ['no run', () => Retrain.job(jobWith(), { maxRunsPerDay: 0 }), 'drift/runs-a-day'],
    ['runs without end', () => Retrain.job(jobWith(), { maxRunsPerDay: 1_000 }), 'drift/runs-a-day'],
    ['a pipeline without a name', () => Retrain.pipeline(' '), 'drift/pipeline-name'],
  ])('refuses %s', (_what, make, code) => expect(codesOf(make)).toEqual([code]));

  test('by a job of another cloud', () => expect(refused(retrain(jobWith({}, 'elsewhere')))).toEqual(['drift/retrain-foreign']));

  test.each<[string, DriftMonitorProps['onDrift'], Partial<DriftMonitorProps>]>([
    ['writes over what is watched', retrain(jobWith({ output: files('fraud/scored/new') })).onDrift, { batchOutput: BATCH }],
    ['writes over its baseline', retrain(jobWith({ output: files('fraud') })).onDrift, {}],
    ['learns from its own answers', retrain(jobWith({ inputs: { asked: DataMount.files(path('capture/ml-fraud')) } })).onDrift, {}],
    ['starts with each request', retrain(jobWith({ triggers: [JobTrigger.artifact(path('capture'))] })).onDrift, {}],
    ['starts with each report', retrain(jobWith({ triggers: [JobTrigger.artifact(path('drift'))] })).onDrift, {}],
  ])('that %s is a loop', (_what, onDrift, more) => {
    expect(refused({ onDrift, ...more })).toEqual(['drift/loop']);
    expect(refused({ onDrift, ...more, acknowledge: ['drift/loop'] })).toEqual([]);
  });

  test('may write the baseline that an approval renews, and into a folder of a like name', () => {
    const baseline = Baseline.trainingData(path('fraud/train'), { renewedBy: { registrySystem: ABLE.system } as IModelRegistry });
    expect(refused({ ...retrain(jobWith({ output: files('fraud/train') })), baseline })).toEqual([]);
    expect(refused(retrain(jobWith({ output: files('fraud/trained') })))).toEqual([]);
  });

  test('that no signal starts is refused', () => {
    expect(refused({ ...retrain(), signals: [DriftSignal.dataQuality()] })).toEqual(['drift/no-retraining-signal']);
    expect(refused({ ...retrain(), signals: [DriftSignal.dataQuality({ retrains: true })] })).toEqual([]);
  });
});

describe('a monitor', () => {
  test('refuses capabilities that the service lacks, and not with Evidently', () => {
    const signals = [F1, DriftSignal.bias([Facet.of('sex', 'female')]), DriftSignal.attributionDrift()];
    const wish = { signals, groundTruth: TRUTH, batchOutput: BATCH, segments: [Segment.of('country', 'NL')] };
    const target = lacking('drift/managed-model-quality', 'drift/managed-bias', 'drift/managed-attribution', 'drift/managed-segments', 'drift/managed-batch-output');
    expect(refused(wish, { target }).sort()).toEqual([
      'drift/managed-attribution', 'drift/managed-batch-output', 'drift/managed-bias', 'drift/managed-model-quality', 'drift/managed-segments',
    ]);
    expect(refused({ ...wish, kind: evidently() }, { target })).toEqual([]);
    expect(refused({}, { target: lacking('drift/managed') })).toEqual(['drift/managed']);
  });

  test('of a name that is taken', () => {
    const platform = platformOf('twice');
    plan({}, { platform });
    expect(refused({}, { platform })).toEqual(['drift/name-twice']);
    expect(refused({ batchOutput: BATCH, kind: evidently([`drift-${'twice'}-drift`]) }, { platform })).toEqual(['drift/name-twice']);
  });

  test('writes its reports beside what it reads', () => {
    expect(refused({ reports: path('fraud/train/reports') })).toEqual(['drift/reports']);
    expect(refused({ reports: path('capture/ml-fraud') })).toEqual(['drift/reports']);
    expect(refused({ reports: path('fraud/scored'), batchOutput: BATCH })).toEqual(['drift/reports']);
    expect(refused({ reports: path('fraud'), signals: [F1], groundTruth: TRUTH })).toEqual(['drift/reports', 'drift/reports']);
    expect(refused({ reports: path('fraud/trains') })).toEqual([]);
  });

  test('takes nothing for an answer', () => {
    expect(codesOf(() => Prediction.binary('fraud', { positive: '' }))).toEqual(['drift/prediction']);
    expect(refused({ segments: [Segment.of('country', '')] })).toEqual(['drift/value']);
  });

  test('measures something, each thing once, and segments once', () => {
    expect(refused({ signals: [] })).toEqual(['drift/no-signals']);
    expect(refused({ signals: [DriftSignal.dataDrift(), DriftSignal.dataDrift()] })).toEqual(['drift/signal-twice']);
    expect(refused({ segments: [Segment.of('country', 'NL'), Segment.of('country', 'NL')] })).toEqual(['drift/segment-twice']);
    expect(refused({ segments: ['NL', 'DE', 'FR'].map((country) => Segment.of('country', country)) })).toEqual(['drift/too-many-segments']);
  });

  test('tells all that is wrong at once', () => {
    const signals = [F1, DriftSignal.bias([]), DriftSignal.dataDrift({ threshold: 7 })];
    expect(refused({ signals, schedule: Schedule.every(Duration.minutes(1)) })).toEqual([
      'drift/threshold', 'drift/no-ground-truth', 'drift/no-facet', 'drift/schedule', 'drift/run-time',
    ]);
  });

  test('knows only one refusal that its user may overrule', () => expect(refused({ acknowledge: ['drift/threshold'] })).toEqual(['platform/acknowledge']));
});

describe('what people see', () => {
  const monitor = plan({
    signals: [DriftSignal.dataDrift({ severity: Severity.CRITICAL }), F1, DriftSignal.dataQuality()],
    groundTruth: TRUTH,
    onDrift: { retrain: Retrain.pipeline('retrain'), alerts: [AlertChannel.webhook('https://team.acme.io/fraud')] },
  }, { platform: platformOf('seen') });

  test('is an alarm a signal, of its severity, that says whether a retraining starts', () => {
    const alarms = signalAlarms(monitor);
    expect(alarms.map(({ id, suffix, severity }) => [id, suffix, severity])).toEqual([
      ['DataQuality', 'data-quality', Severity.WARNING], ['DataDrift', 'data-drift', Severity.CRITICAL], ['ModelQuality', 'model-quality', Severity.WARNING],
    ]);
    expect(alarms.map(({ description }) => description.includes('A retraining is started'))).toEqual([false, true, true]);
    alarms.forEach(({ description }) => expect(description).toContain('s3://acme-artifacts/drift/seen-drift'));
  });

  test('is what is missing', () => {
    expect(notRunAlarm(monitor, 'the logs')).toMatchObject({ id: 'NotRun', description: expect.stringContaining('the logs') });
    expect(noGroundTruthAlarm(monitor).description).toContain('s3://acme-artifacts/fraud/truth');
    expect(retrainFailedAlarm(monitor, 'the logs').description).toContain('the pipeline retrain');
  });

  test('are graphs of what is measured, ten lines each', () => {
    const metric = (label: string) => ({ label }) as never;
    const names = ['drift', 'predictionDrift', 'quality', 'bias', 'attribution', 'violations', 'runs', 'retrainings'];
    const metrics = Object.fromEntries(names.map((name) => [name, metric])) as never;
    expect(driftGraphs(monitor, metrics).map(({ title }) => title)).toEqual(['Drift of features', 'Quality of the model', 'Thresholds crossed', 'Runs and retrainings']);
    const many = { ...monitor, schema: { ...monitor.schema, features: Array.from({ length: 23 }, (_, i) => ({ name: `f${i}`, type: 'int' as const })) } };
    expect(driftGraphs(many, metrics).map(({ metrics: lines }) => lines.length).slice(0, 3)).toEqual([10, 10, 3]);
  });

  test('is the model in production', () => expect(modelInProduction(monitor)).toBe('`ml-fraud` serves `acme/fraud:1`'));
});

function platformOf(platformName: string) {
  return { construct: PLATFORM, platformName, profile: { failedDeploySeverity: Severity.CRITICAL } as never };
}
