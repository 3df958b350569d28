import { DriftMonitor, ModelEndpoint, TrainingJob } from '../../../src/awscdk';
import {
  Accelerator, AlertChannel, Baseline, DriftMonitorKind, DriftMonitorProps, DriftSignal, EndpointKind, GroundTruth, Model, Profile, QualityMetric,
  QualityThreshold, Retrain, Runtime, Scaling, Schedule, Severity, TrainingBackend,
} from '../../../src/core';
import { Json, SynthesizedApp, synthesize, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { trained } from '../training/clusters';
import { objects } from '../training/templates';
import { SCHEMA } from './monitors';

function monitored(more: (made: ReturnType<typeof trained>) => Partial<DriftMonitorProps> = () => ({})) {
  const made = trained({}, { profile: Profile.staging() });
  const { ml, stack, cluster } = made;
  const endpoint = new ModelEndpoint(stack, 'Fraud', {
    platform: ml,
    kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
    model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.sklearn('1.5')),
    scaling: Scaling.fixed(2),
  });
  const job = new TrainingJob(stack, 'Fit', {
    platform: ml,
    backend: TrainingBackend.cluster(cluster, { namespace: 'training' }),
    runtime: Runtime.image('ghcr.io/acme/fit:1'),
    command: ['python', 'fit.py'],
    accelerator: Accelerator.t4(1),
  });
  const monitor = new DriftMonitor(stack, 'FraudDrift', {
    platform: ml,
    endpoint,
    kind: DriftMonitorKind.evidently(cluster, { namespace: 'fraud' }),
    schema: { ...SCHEMA, recordId: 'transaction_id' },
    baseline: Baseline.trainingData(ml.artifacts.path('fraud/train')),
    signals: [DriftSignal.dataDrift({ severity: Severity.CRITICAL }), DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)])],
    groundTruth: GroundTruth.folder(ml.artifacts.path('fraud/truth')),
    onDrift: { retrain: Retrain.job(job), alerts: [AlertChannel.webhook('https://risk.acme.io/drift', Severity.CRITICAL)] },
    ...more(made),
  });
  return { ...made, endpoint, monitor, synth: () => synthesize(made.app) };
}

const alarmOf = (app: SynthesizedApp, suffix: string) => app.of('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === `acme-ml-fraud-drift-${suffix}`)!.properties as Json;
const seriesOf = (app: SynthesizedApp, suffix: string) => alarmOf(app, suffix).Metrics[0].MetricStat as Json;

test('Evidently runs in the cluster, has the requests of its endpoint kept, and nothing of SageMaker is made', () => {
  const { endpoint, monitor, synth } = monitored();
  const app = synth();
  const cronJob = objects(app, 'drift-acme-ml-fraud-drift').find(({ kind, metadata }) => kind === 'CronJob' && metadata.name === 'acme-ml-fraud-drift')!;
  expect(cronJob.spec.jobTemplate.spec.template.spec.serviceAccountName).toBe('acme-ml-fraud-drift');
  expect(endpoint.captureLocation).toBeDefined();
  expect(app.of('AWS::SageMaker::MonitoringSchedule')).toEqual([]);
  expect(monitor.scheduleResources).toEqual([]);
});

test('its role reads its folders and writes its reports', () => {
  const app = monitored().synth();
  const { id } = app.of('AWS::IAM::Role').find(({ properties }) => /fraud\/acme-ml-fraud-drift$/.test(text(properties.Description ?? '')))!;
  const policies = app.of('AWS::IAM::Policy').filter(({ properties }) => JSON.stringify(properties.Roles).includes(id));
  const statements = policies.flatMap(({ properties }) => properties.PolicyDocument.Statement as Json[]);
  const objectsOf = (action: string) => statements.filter(({ Action }) => [Action].flat().includes(action))
    .flatMap(({ Resource }) => [Resource].flat().map((resource) => text(resource as Json)));
  const keys = (action: string) => [...new Set(objectsOf(action).map((resource) => resource.split('/').slice(1).join('/')))].sort();
  expect(keys('s3:PutObject')).toEqual(['drift/acme-ml-fraud-drift/*']);
  expect(keys('s3:GetObject')).toEqual(expect.arrayContaining(['capture/acme-ml-fraud/*', 'drift/acme-ml-fraud-drift/*', 'fraud/train/*', 'fraud/truth/*']));
});

test('CloudWatch counts what its runs say, and calls when they find drift, or when there are none', () => {
  const app = monitored().synth();
  const filters = app.of('AWS::Logs::MetricFilter').map(({ properties }) => properties.MetricTransformations[0] as Json).filter(({ MetricName }) => MetricName.startsWith('acme-ml-fraud-drift-'));
  expect(filters.map(({ MetricName }) => MetricName as string).sort()).toEqual([
    'all-violations', 'ended-runs', 'failed-retrainings', 'failed-runs', 'feature-values', 'ground-truth-rows', 'model-values', 'retrainings', 'runs', 'violations',
  ].map((what) => `acme-ml-fraud-drift-${what}`));
  expect(filters.find(({ MetricName }) => MetricName.endsWith('-feature-values'))!.Dimensions).toContainEqual({ Key: 'Feature', Value: '$.log_processed.feature' });
  expect(alarmOf(app, 'data-drift')).toMatchObject({ Threshold: 0, TreatMissingData: 'notBreaching' });
  expect(seriesOf(app, 'data-drift')).toMatchObject({ Period: 600, Metric: { Dimensions: [{ Name: 'Signal', Value: 'data-drift' }] } });
  expect(JSON.stringify(alarmOf(app, 'data-drift').AlarmActions)).toContain('FraudDrift');
  // It counts zeros since it was made, so that one that is new has missed nothing, and one that has missed a day calls.
  expect(alarmOf(app, 'did-not-run')).toMatchObject({ TreatMissingData: 'notBreaching', ComparisonOperator: 'LessThanThreshold', Threshold: 1 });
  expect(seriesOf(app, 'did-not-run').Metric.MetricName).toBe('acme-ml-fraud-drift-ended-runs');
  expect(filters.filter(({ DefaultValue }) => DefaultValue !== undefined).map(({ MetricName, DefaultValue }) => [MetricName as string, DefaultValue as number])).toEqual([['acme-ml-fraud-drift-ended-runs', 0]]);
  expect(alarmOf(app, 'no-ground-truth')).toMatchObject({ Threshold: 1, ComparisonOperator: 'LessThanThreshold' });
  const weekly = monitored(() => ({ schedule: Schedule.cron({ hour: '3', dayOfWeek: '1' }) })).synth();
  expect(alarmOf(weekly, 'did-not-run')).toMatchObject({ TreatMissingData: 'notBreaching' });
  expect(seriesOf(weekly, 'did-not-run').Metric.MetricName).toBe('acme-ml-fraud-drift-failed-runs');
});

test('a job of SageMaker is refused, which no pod starts', () => {
  const managed = ({ ml, stack }: ReturnType<typeof trained>) => new TrainingJob(stack, 'Managed', {
    platform: ml, runtime: Runtime.pytorch('2.10'), command: ['torchrun', 'fit.py'], accelerator: Accelerator.t4(1),
  });
  expect(codesOf(() => monitored((made) => ({ onDrift: { retrain: Retrain.job(managed(made)) } })))).toContain('drift/retrain-place');
});
