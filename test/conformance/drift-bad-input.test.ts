import {
  ArtifactPath, Baseline, BatchOutput, DataCapture, DataMount, DriftMonitorProps, DriftSignal, Duration, Facet, GroundTruth, IArtifactStore,
  QualityMetric, QualityThreshold, Retrain, Schedule, Variant,
} from '../../src/core';
import { codesOf } from '../support/refusals';
import { buildDrift, DriftBuild, MONITORS, SCHEMA } from './drift-builds';

const F1 = DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]);

describe.each(MONITORS)('bad input for %s', (_, subject, kind) => {
  const { target } = subject;
  const lacks = (capability: 'drift/managed-model-quality' | 'drift/managed-bias' | 'drift/managed-batch-output') => (kind === 'managed' && target.refusals[capability] ? [capability] : []);
  let built: DriftBuild;
  let props: Partial<DriftMonitorProps>;
  beforeAll(() => {
    built = buildDrift(subject, kind);
    props = { endpoint: built.endpoint() };
  });
  /** The codes with which a monitor is refused, after which nothing of it is in the tree. */
  const refused = (wish: Partial<DriftMonitorProps>, of = built) => {
    const before = of.stack.node.findAll().length;
    const codes = codesOf(() => of.watch({ ...props, ...wish }));
    expect(codes).not.toEqual([]);
    expect(of.stack.node.findAll()).toHaveLength(before);
    return codes;
  };

  test('thresholds outside of their range', () => {
    expect(refused({ signals: [DriftSignal.dataDrift({ threshold: 1.5 })] })).toEqual(['drift/threshold']);
    expect(refused({ signals: [DriftSignal.dataQuality({ missingPercent: 120 })] })).toEqual(['drift/threshold']);
    expect(codesOf(() => QualityThreshold.atLeast(QualityMetric.F1, 80))).toEqual(['drift/threshold']);
  });

  test('quality without ground truth', () => {
    expect(refused({ signals: [F1] })).toEqual([...lacks('drift/managed-model-quality'), 'drift/no-ground-truth']);
  });

  test('ground truth in another region', () => {
    if (subject.otherRegion === undefined) return;
    const other = subject.platform({}, { region: subject.otherRegion }).platform.artifacts;
    expect(refused({ groundTruth: GroundTruth.folder(other.path('truth')) })).toContain('drift/ground-truth-region');
  });

  test('an endpoint of another platform without capture', () => {
    // A program of its own: what the other platform may switch on, this one may not.
    const other = buildDrift(subject, kind);
    const codes = codesOf(() => built.watch({ ...props, endpoint: other.endpoint() }));
    expect(codes.filter((code) => ['drift/foreign-endpoint', 'drift/no-capture'].includes(code))).not.toEqual([]);
  });

  test('bias without a facet', () => {
    const groundTruth = GroundTruth.folder(built.path('fraud/truth'));
    expect(refused({ signals: [DriftSignal.bias([])], groundTruth })).toEqual([...lacks('drift/managed-bias'), 'drift/no-facet']);
    expect(codesOf(() => Facet.of('sex'))).toEqual(['drift/facet']);
  });

  test('a schedule that is shorter than a run', () => {
    expect(refused({ schedule: Schedule.every(Duration.hours(2)), maxRunTime: Duration.hours(3) })).toContain('drift/schedule-short');
  });

  test('times that the cloud cannot express', () => {
    // Seven hours divide no day, five minutes are too often for all.
    expect(refused({ schedule: Schedule.every(Duration.hours(7)) })).toEqual(['drift/schedule']);
    expect(refused({ schedule: Schedule.every(Duration.minutes(1)) })).toContain('drift/schedule');
  });

  test('a retraining on its own output', () => {
    const path = built.path('fraud/scored');
    const job = built.job({ output: DataMount.stream(path) }, 'Loop');
    const onDrift = { retrain: Retrain.job(job) };
    expect(refused({ endpoint: undefined, batchOutput: BatchOutput.folder(path), onDrift })).toEqual([...lacks('drift/managed-batch-output'), 'drift/loop']);
  });

  test('an endpoint of several models', () => {
    const several = buildDrift(subject, kind);
    const variants = [1, 2].map((version) => Variant.of(`v${version}`, { model: several.model(version) }));
    // In a cluster several models need a gateway, which refuses them first.
    const endpoint = kind === 'managed' ? several.endpoint({ variants, model: undefined }, 'Several') : undefined;
    if (endpoint) expect(codesOf(() => several.watch({ endpoint }))).toEqual(['drift/several-models']);
  });

  test('a feature that the schema does not have', () => {
    expect(refused({ signals: [DriftSignal.dataDrift({ features: { amout: 0.2 } })] })).toEqual(['drift/unknown-feature']);
    expect(() => built.watch({ ...props, signals: [DriftSignal.dataDrift({ features: { amout: 0.2 } })] })).toThrow(/nearest: 'amount'/);
  });

  test('data of another cloud', () => {
    const uri = target.name === 'tfgcp' ? 's3://elsewhere' : 'gs://elsewhere';
    const store = { uri, node: built.platform.node } as unknown as IArtifactStore;
    expect(refused({ baseline: Baseline.trainingData(ArtifactPath.of(store, 'train')) })).toEqual(['drift/foreign-data']);
  });

  test('an endpoint that keeps no answers', () => {
    const deaf = buildDrift(subject, kind);
    // Vertex AI keeps both or none, and refuses such an endpoint itself.
    expect(codesOf(() => deaf.watch({ endpoint: deaf.endpoint({ dataCapture: DataCapture.sampled(10, { responses: false }) }, 'Deaf') })))
      .toEqual([kind === 'managed' && target.name === 'tfgcp' ? 'serving/capture-responses' : 'drift/no-responses']);
  });

  test('a name that is taken, by the cloud’s own kind or in the cluster', () => {
    const twice = buildDrift(subject, kind);
    twice.watch({ endpoint: twice.endpoint() });
    const endpoint = twice.endpoint({}, 'Other');
    expect(codesOf(() => twice.platform.addDriftMonitor('drift', { endpoint, schema: SCHEMA, baseline: Baseline.trainingData(twice.path('t')), kind: twice.driftKind }))).toEqual(['drift/name-twice']);
  });

  test('a reader of another cloud', () => {
    const one = buildDrift(subject, kind);
    const monitor = one.watch({ endpoint: one.endpoint() });
    expect(codesOf(() => monitor.grantRead({ identitySystem: 'elsewhere', identityName: 'ada' }))).toEqual(['identity/wrong-target']);
  });

  test('all that is wrong comes at once', () => {
    const signals = [DriftSignal.dataDrift({ threshold: 7 }), DriftSignal.predictionDrift({ threshold: 0 })];
    expect(refused({ signals, endpoint: undefined })).toEqual(['drift/source', 'drift/threshold', 'drift/threshold']);
  });
});
