import { Approval, Baseline, BiasMetric, DriftSignal, Facet, GroundTruth, QualityMetric, QualityThreshold, Retrain, Segment, Severity } from '../../src/core';
import { codesOf } from '../support/refusals';
import { isCloud } from './cluster-builds';
import { batchOf, buildDrift, DriftBuild, MonitorKind, MONITORS, onlyMonitor, saysAll } from './drift-builds';
import { Facts } from './facts';
import { nameIn } from './probes';

/** What an auditor, and whoever answers for a model, asks of a monitor, whatever it is made of. */
describe.each(MONITORS)('a monitor by %s', (_, subject, kind) => {
  const { refusals } = subject.target;
  const managed = kind === 'managed';
  const build = () => buildDrift(subject, kind);
  const once = (wish: (built: DriftBuild) => Parameters<DriftBuild['watch']>[0]) => {
    const built = build();
    built.watch(wish(built));
    return onlyMonitor(built.synth());
  };
  let alone: Facts;
  let facts: Facts;
  let monitor: ReturnType<DriftBuild['watch']>;
  beforeAll(() => {
    const without = build();
    without.endpoint();
    without.job();
    alone = without.synth();
    const built = build();
    monitor = built.watch(saysAll(built));
    monitor.grantRead(subject.identity('reader'));
    facts = built.synth();
  });

  test('measures what it is told to, by the thresholds that were given', () => {
    expect(alone.driftMonitors).toEqual([]);
    const found = onlyMonitor(facts);
    expect(found).toMatchObject({ kind, signals: ['data-drift', 'data-quality', 'prediction-drift'] });
    expect(found.thresholds).toMatchObject({ 'data-drift/amount': 0.15, 'data-drift/country': 0.3, 'prediction-drift': 0.2, 'data-quality/amount/missing': 2 });
    expect(monitor.signalNames).toEqual(['data-quality', 'data-drift', 'prediction-drift']);
  });

  test('switches on that requests are kept, where they were not', () => {
    expect(alone.endpoints[0]!.capture).toBeUndefined();
    expect(facts.endpoints[0]!.capture).toMatchObject({ percent: 100 });
    expect(onlyMonitor(facts).watches).toContain(facts.endpoints[0]!.capture!.location);
  });

  test('runs by its schedule, and not for longer than it may', () => {
    const { schedule, maxRunSeconds } = onlyMonitor(facts);
    expect(schedule).toMatch(/\b4\b/);
    // Azure ML ends the runs of its monitors by itself.
    expect(maxRunSeconds).toBe(managed && subject.target.name === 'tfazure' ? undefined : 7_200);
  });

  test('reads its data and its ground truth, and writes reports, each by its folder', () => {
    const { baseline, reports, reads, writes } = onlyMonitor(facts);
    expect(baseline).toContain('fraud/train');
    expect(reports).not.toBe('');
    expect(monitor.reportLocation).not.toBe('');
    if (!refusals['storage/prefix-grants']) {
      expect(reads.some((prefix) => prefix.startsWith('fraud/train'))).toBe(true);
      reads.forEach((prefix) => expect(prefix).toMatch(/^(?:fraud\/(?:train|truth)|capture|drift)\//));
      writes.forEach((prefix) => expect(prefix).toMatch(/^drift\//));
    }
  });

  test('is private and encrypted, and opens nothing', () => {
    const found = onlyMonitor(facts);
    expect(found.private).toBe(true);
    if (isCloud(subject)) expect(found.encrypted).toBe(true);
    expect(facts.publicEndpoints).toEqual(alone.publicEndpoints);
    expect(facts.wildcards).toEqual(alone.wildcards);
    expect(facts.secrets).toEqual(alone.secrets);
    expect(facts.untagged).toEqual(alone.untagged);
    expect(facts.twins).toEqual([]);
    (found.clusterRights ?? []).forEach((right) => expect(right).not.toMatch(/\*|secrets|^everywhere|^(?:get|patch) configmaps$/));
  });

  test('renews its baseline after an approval, where it hears of one', () => {
    const built = build();
    const wish = { endpoint: built.endpoint(), baseline: Baseline.trainingData(built.path('fraud/train'), { renewedBy: built.registry }) };
    const { kept } = onlyMonitor(facts);
    if (!built.hearsApprovals) {
      expect(codesOf(() => built.watch(wish))).toEqual(['drift/renewed-by-place']);
    } else if (kept === undefined) {
      expect(onlyMonitor(facts).renewed).toBe(true);
    } else {
      const after = (approval: Approval) => once((other) => ({ ...saysAll(other), baseline: decided(other, approval) })).kept;
      expect(after(Approval.approved('ada@acme.io', 'better than before'))).not.toBe(kept);
      expect(after(Approval.rejected('ada@acme.io', 'biased'))).toBe(kept);
    }
    expect(once((other) => ({ endpoint: other.endpoint(), baseline: Baseline.trainingData(other.path('fraud/train')) })).renewed).toBe(false);
  });

  test('starts the job that was named, within its limits', () => {
    expect(onlyMonitor(facts).retraining).toMatchObject({ coolDownSeconds: 7 * 86_400, maxRunsPerDay: 2 });
    expect(onlyMonitor(facts).retraining!.starts).toMatch(/train/i);
    expect(facts.runs).toEqual(alone.runs);
    expect(once((built) => ({ endpoint: built.endpoint() })).retraining).toBeUndefined();
  });

  test('starts a pipeline that is there already', () => {
    const onDrift = { retrain: Retrain.pipeline(pipelineName(subject.target.name, kind)) };
    const { retraining } = once((built) => ({ endpoint: built.endpoint(), onDrift }));
    expect(retraining).toMatchObject({ coolDownSeconds: 86_400, maxRunsPerDay: 1 });
    expect(retraining!.starts).toContain('retrain-fraud');
  });

  test('calls people for each signal, and when it did not run or could not retrain', () => {
    const more = facts.alarms.length - alone.alarms.length;
    expect(more).toBe(monitor.alarms.length);
    expect(facts.alarms.filter(({ routed }) => !routed)).toEqual(alone.alarms.filter(({ routed }) => !routed));
    // Three signals, no run, no retraining.
    expect(more).toBeGreaterThanOrEqual(5);
    const built = build();
    const critical = built.watch({ endpoint: built.endpoint(), signals: [DriftSignal.dataDrift({ severity: Severity.CRITICAL })] });
    expect(critical.alarms.map(({ severity }) => severity)).toContain(Severity.CRITICAL);
  });

  test('has a page with drift by feature and with what is in production', () => {
    const added = facts.graphs.filter((graph) => !alone.graphs.includes(graph));
    expect(added.join('\n')).toMatch(/drift of features/i);
    expect(added.join('\n')).toMatch(/retraining/i);
    expect(added.join('\n')).toMatch(/in production/i);
  });

  test('tells what it measures, and refuses what it does not', () => {
    expect(monitor.metrics.drift('amount').metricSystem).toBe(subject.target.system);
    const { metrics } = monitor;
    [
      () => metrics.drift('colour'),
      () => metrics.quality(QualityMetric.F1),
      () => metrics.bias('sex', BiasMetric.DISPARATE_IMPACT),
      () => metrics.attribution(),
    ].forEach((wish) => expect(codesOf(wish)).toEqual(['drift/not-measured']));
  });

  test('shows its reports to whoever was let in', () => {
    if (isCloud(subject)) expect(onlyMonitor(facts).readers).toContain(nameIn(subject.identity('reader')));
  });

  test('writes what other programs need', () => {
    const added = facts.outputs.filter((output) => !alone.outputs.includes(output)).map((output) => output.toLowerCase().replace(/[^a-z]/g, ''));
    ['reportlocation', 'baselinecommand'].forEach((name) => expect(added.some((output) => output.includes(name))).toBe(true));
  });

  test('measures quality against ground truth, where it can', () => {
    const thresholds = [QualityThreshold.atLeast(QualityMetric.F1, 0.8), QualityThreshold.atLeast(QualityMetric.RECALL, 0.9)];
    const wish = (built: DriftBuild) => ({ ...saysAll(built), signals: [DriftSignal.modelQuality(thresholds)] });
    if (managed && refusals['drift/managed-model-quality']) {
      expect(codesOf(() => once(wish))).toEqual(['drift/managed-model-quality']);
      return;
    }
    const found = once(wish);
    expect(found.thresholds).toMatchObject({ 'model-quality/f1': 0.8, 'model-quality/recall': 0.9 });
    expect(found.groundTruth).toContain('fraud/truth');
    const built = build();
    expect(built.watch(wish(built)).alarms.length).toBeGreaterThanOrEqual(4);
  });

  test('measures whether groups are treated alike, where it can', () => {
    const signals = [DriftSignal.bias([Facet.of('sex', 'female', 'other')])];
    const wish = (built: DriftBuild) => ({ endpoint: built.endpoint(), groundTruth: GroundTruth.folder(built.path('fraud/truth')), signals });
    if (managed && refusals['drift/managed-bias']) {
      expect(codesOf(() => once(wish))).toEqual(['drift/managed-bias']);
      return;
    }
    expect(once(wish).thresholds).toMatchObject({ 'bias/sex/demographic-parity-difference': 0.1, 'bias/sex/disparate-impact': 0.8 });
  });

  test('measures what features count for, where it can', () => {
    const wish = (built: DriftBuild) => ({ endpoint: built.endpoint(), signals: [DriftSignal.attributionDrift({ threshold: 0.85 })] });
    if (managed && refusals['drift/managed-attribution']) expect(codesOf(() => once(wish))).toEqual(['drift/managed-attribution']);
    else expect(once(wish).thresholds).toMatchObject({ 'attribution-drift': 0.85 });
  });

  test('watches batch outputs, where it can', () => {
    const wish = (built: DriftBuild) => ({ batchOutput: batchOf(built.path) });
    if (managed && refusals['drift/managed-batch-output']) expect(codesOf(() => once(wish))).toEqual(['drift/managed-batch-output']);
    else expect(once(wish).watches).toContain('fraud/scored');
  });

  test('measures segments on their own, where it can', () => {
    const wish = (built: DriftBuild) => ({ endpoint: built.endpoint(), segments: [Segment.of('country', 'NL'), Segment.of('country', 'DE')] });
    if (managed && refusals['drift/managed-segments']) expect(codesOf(() => once(wish))).toEqual(['drift/managed-segments']);
    else expect(once(wish).segments.sort()).toEqual(['country=DE', 'country=NL']);
  });
});

/** A baseline that approvals renew, after the program has decided about a version. */
function decided({ path, model, registry }: DriftBuild, approval: Approval): Baseline {
  registry.addVersion('v1', { approval, model: model(1) });
  return Baseline.trainingData(path('fraud/train'), { renewedBy: registry });
}

/** As each cloud names a pipeline. */
function pipelineName(target: string, kind: MonitorKind): string {
  return target === 'tfgcp' && kind === 'managed' ? 'https://europe-west4-kfp.pkg.dev/acme-ml/pipelines/retrain-fraud/v1' : 'retrain-fraud';
}
