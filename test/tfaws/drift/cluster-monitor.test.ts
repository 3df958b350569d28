import {
  Accelerator, AlertChannel, Baseline, BatchOutput, BiasMetric, DriftMonitorKind, DriftMonitorProps, DriftSignal, EndpointKind, Facet,
  GroundTruth, Machine, Model, Profile, QualityMetric, QualityThreshold, Retrain, Runtime, Scaling, Schedule, Severity, TrainingBackend,
} from '../../../src/core';
import { KubePrometheusStack } from '../../../src/kubernetes';
import { DriftMonitor, Identity, ModelEndpoint, ModelRegistry, TrainingJob } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, SynthesizedStack, terraformValidate } from '../../support/terraform';
import { ClusterStage, clusterStage } from '../training/clusters';
import { SCHEMA } from './monitors';

const KEYED = { ...SCHEMA, recordId: 'transaction_id' };

function monitored(wish: (made: ClusterStage) => Partial<DriftMonitorProps> = () => ({}), made = clusterStage({}, { profile: Profile.staging() })) {
  const { platform, cluster } = made;
  const monitor = new DriftMonitor(platform, 'FraudDrift', {
    platform,
    kind: DriftMonitorKind.evidently(cluster, { namespace: 'fraud' }),
    batchOutput: BatchOutput.folder(platform.artifacts.path('scored')),
    schema: KEYED,
    baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')),
    ...wish(made),
  });
  return { ...made, monitor };
}

const jobIn = ({ platform, cluster }: ClusterStage) => new TrainingJob(platform, 'Fit', {
  platform,
  backend: TrainingBackend.cluster(cluster, { namespace: 'training' }),
  runtime: Runtime.image('ghcr.io/acme/fit:1'),
  command: ['python', 'fit.py'],
  accelerator: Accelerator.t4(1),
});
const full = (made: ClusterStage): Partial<DriftMonitorProps> => ({
  signals: [
    DriftSignal.dataDrift({ severity: Severity.CRITICAL }),
    DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]),
    DriftSignal.bias([Facet.of('sex', 'female')]),
  ],
  groundTruth: GroundTruth.folder(made.platform.artifacts.path('fraud/truth')),
  onDrift: { retrain: Retrain.job(jobIn(made)), alerts: [AlertChannel.webhook('https://risk.acme.io/drift', Severity.CRITICAL)] },
});

const filtersOf = (stack: SynthesizedStack) => Object.values(stack.resources('aws_cloudwatch_log_metric_filter'))
  .filter(({ name }) => (name as string).startsWith('acme-ml-fraud-drift-'));
const alarmOf = (stack: SynthesizedStack, suffix: string) => Object.values(stack.resources('aws_cloudwatch_metric_alarm'))
  .find(({ alarm_name: name }) => name === `acme-ml-fraud-drift-${suffix}`)!;

describe('a monitor of Evidently in a cluster of EKS', () => {
  test('reads its folders and writes its reports as a role of its own, and nothing else of the bucket', () => {
    const { main } = monitored(full).synthBoth();
    const policies = Object.values(main.resources('aws_iam_role_policy')).filter(({ role }) => /fraud-drift|FraudDrift/.test(JSON.stringify(role)));
    const written = policies.flatMap(({ policy }) => JSON.parse(policy as string).Statement as Attributes[]);
    const resourcesOf = (action: string) => written.filter(({ Action }) => [Action].flat().includes(action))
      .flatMap(({ Resource }) => [Resource].flat() as string[]);
    const objects = (action: string) => resourcesOf(action)
      .map((resource) => resource.replace(/^.*?\}\//, '').replace(/^.*:::[^/]*\//, ''));
    expect([...new Set(objects('s3:GetObject'))].sort()).toEqual(expect.arrayContaining(['drift/acme-ml-fraud-drift/*', 'fraud/train/*', 'fraud/truth/*', 'scored/*']));
    expect([...new Set(objects('s3:PutObject'))]).toEqual(['drift/acme-ml-fraud-drift/*']);
    expect(JSON.stringify(written)).not.toMatch(/"Action":"\*"|"s3:\*"/);
  });

  test('has the requests of an endpoint of the cluster kept, which was made before it', () => {
    const { endpoint } = endpointIn();
    expect(endpoint.captureLocation).toContain('/capture/acme-ml-fraud');
  });

  test('counts what its runs say in the log of the cluster: values by feature, violations by signal', () => {
    const { main } = monitored(full).synthBoth();
    const filters = filtersOf(main);
    filters.forEach(({ log_group_name: group, pattern }) => expect([group, pattern]).toEqual([
      expect.stringMatching(/^\/aws\/(?:containerinsights|eks)\/acme-ml-train\//), expect.stringContaining('acme-ml-fraud-drift'),
    ]));
    const values = filters.find(({ name }) => name === 'acme-ml-fraud-drift-feature-values')!;
    expect(values.metric_transformation).toMatchObject({
      namespace: 'MlPlatform/acme-ml',
      value: '$.log_processed.value',
      dimensions: { Signal: '$.log_processed.signal', Metric: '$.log_processed.metric', Feature: '$.log_processed.feature' },
    });
  });

  test('calls its own channels and the platform\'s when a run finds drift, for as long as it takes to see the next run', () => {
    const { main } = monitored(full).synthBoth();
    const drift = alarmOf(main, 'data-drift');
    expect(drift).toMatchObject({ threshold: 0, comparison_operator: 'GreaterThanThreshold', period: 600, dimensions: { Signal: 'data-drift' }, treat_missing_data: 'notBreaching' });
    expect(JSON.stringify(drift.alarm_actions)).toContain('FraudDrift');
    const told = Object.values(main.resources('aws_sns_topic_subscription')).filter(({ endpoint }) => endpoint === 'https://risk.acme.io/drift');
    expect(told.map(({ topic_arn: topic }) => /critical|warning|info/.exec(topic as string)![0])).toEqual(['critical']);
    expect(alarmOf(main, 'no-ground-truth')).toMatchObject({ threshold: 1, comparison_operator: 'LessThanThreshold' });
    expect(alarmOf(main, 'retraining-failed')).toMatchObject({ metric_name: 'acme-ml-fraud-drift-failed-retrainings' });
  });

  test('calls when it has not run, and where no alarm looks back far enough, when a run fails', () => {
    const { main } = monitored().synthBoth();
    const daily = alarmOf(main, 'did-not-run');
    expect(daily).toMatchObject({ metric_name: 'acme-ml-fraud-drift-ended-runs', comparison_operator: 'LessThanThreshold', threshold: 1, treat_missing_data: 'notBreaching' });
    // It counts zeros since it was made, so that one that is new has missed nothing.
    const zeros = filtersOf(main).map(({ metric_transformation: to }) => to as Attributes).filter(({ default_value: zero }) => zero !== undefined);
    expect(zeros).toEqual([{ namespace: 'MlPlatform/acme-ml', name: 'acme-ml-fraud-drift-ended-runs', value: '1', default_value: '0' }]);
    expect((daily.period as number) * (daily.evaluation_periods as number)).toBeGreaterThanOrEqual(86_400 + 3_600);
    const weekly = alarmOf(monitored(() => ({ schedule: Schedule.cron({ hour: '3', dayOfWeek: '1' }) })).synthBoth().main, 'did-not-run');
    expect(weekly).toMatchObject({ metric_name: 'acme-ml-fraud-drift-failed-runs', threshold: 0, treat_missing_data: 'notBreaching' });
  });

  test('shows its results to a Prometheus where the cluster has one, and runs nothing for it where not', () => {
    expect(JSON.stringify(monitored().synthBoth().workloads.json)).not.toContain('acme-ml-fraud-drift-results\\",\\"namespace\\":\\"fraud\\"},\\"spec\\":{\\"replicas');
    const made = clusterStage({}, { profile: Profile.staging() });
    made.cluster.install(new KubePrometheusStack());
    expect(JSON.stringify(monitored(undefined, made).synthBoth().workloads.json)).toContain('PodMonitor');
  });

  test('measures what was asked for', () => {
    const { monitor: { metrics } } = monitored(full);
    expect([metrics.drift('amount'), metrics.bias('sex', BiasMetric.DISPARATE_IMPACT), metrics.quality(QualityMetric.F1), metrics.violations(), metrics.runs(), metrics.retrainings()]
      .map(({ metricSystem }) => metricSystem)).toEqual(Array(6).fill('aws'));
    expect(codesOf(() => metrics.attribution())).toEqual(['drift/not-measured']);
  });

  test('is refused a job of SageMaker, and a registry whose approvals no pod hears of', () => {
    expect(codesOf(() => monitored(({ platform }) => ({
      onDrift: { retrain: Retrain.job(new TrainingJob(platform, 'Fit', { platform, runtime: Runtime.xgboost('3.2'), command: ['python', 'fit.py'], machine: Machine.general(8) })) },
    })))).toContain('drift/retrain-place');
    expect(codesOf(() => monitored(({ platform }) => {
      const renewedBy = new ModelRegistry(platform, 'Models', { platform, approvers: { ada: Identity.role('arn:aws:iam::123456789012:role/risk') } });
      return { baseline: Baseline.trainingData(platform.artifacts.path('fraud/train'), { renewedBy }) };
    }))).toContain('drift/renewed-by-place');
  });

  test('is taken by the real plugins', () => {
    const { main, workloads } = endpointIn().synthBoth();
    [main, workloads].forEach((stack) => {
      expect(danglingReferences(stack)).toEqual([]);
      expectPassed(terraformValidate(stack));
    });
  });
});

function endpointIn() {
  const made = clusterStage({}, { profile: Profile.staging() });
  const { platform, cluster } = made;
  const endpoint = new ModelEndpoint(platform, 'Fraud', {
    platform,
    kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
    model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5')),
    scaling: Scaling.fixed(2),
  });
  return { endpoint, ...monitored((of) => ({ ...full(of), batchOutput: undefined, endpoint }), made) };
}
