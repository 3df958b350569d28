import {
  AlertChannel, Baseline, BiasMetric, DriftMonitorKind, DriftSignal, Duration, EndpointKind, Feature, GroundTruth, Machine, Model, ModelStage,
  Prediction, QualityMetric, QualityThreshold, Retrain, Runtime, Scaling, Schedule, Severity, TrainingBackend,
} from '../../../src/core';
import { DriftMonitor, DriftMonitorProps, Identity, Metric, MlPlatform, ModelEndpoint, ModelRegistry, TrainingJob } from '../../../src/tfk8s';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, SynthesizedStack, terraformValidate } from '../../support/terraform';
import { ATTRIBUTES, CPUS, made, newStack, releaseOf } from '../training/clusters';

const SCHEMA = { features: [Feature.float('amount'), Feature.string('country')], prediction: Prediction.binary('fraud', { threshold: 0.5 }), recordId: 'transaction_id' };
const MODEL_QUALITY = DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)], { severity: Severity.CRITICAL });

function monitored() {
  const { app, stack, platform, cluster, synth } = made({ nodeGroups: [CPUS] });
  const kind = DriftMonitorKind.evidently(cluster, { namespace: 'fraud' });
  const endpoint = new ModelEndpoint(platform, 'Fraud', {
    platform,
    kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
    model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('2.1')),
    scaling: Scaling.fixed(2),
  });
  const job = (namespace = 'training') => new TrainingJob(platform, 'Fit', {
    platform,
    backend: TrainingBackend.cluster(cluster, { namespace }),
    runtime: Runtime.image('ghcr.io/acme/fit:1.0'),
    command: ['python', 'fit.py'],
    machine: Machine.general(4),
  });
  const baseline = Baseline.trainingData(platform.artifacts.path('fraud/train'));
  const add = (props: Partial<DriftMonitorProps> = {}, id = 'Drift') => new DriftMonitor(platform, id, { platform, endpoint, kind, baseline, schema: SCHEMA, ...props });
  const manifests = (name = 'ml-drift') => releaseOf(synth(), `drift-${name}`).manifests;
  const settings = (name?: string) => {
    const map = manifests(name).find(({ kind: found, metadata }) => found === 'ConfigMap' && (metadata.name as string).endsWith('-settings'))!;
    return JSON.parse(map.data['settings.json'] as string) as Attributes;
  };
  return { app, stack, platform, cluster, endpoint, kind, job, add, synth, manifests, settings };
}

const TRUTH = (platform: MlPlatform) => GroundTruth.folder(platform.artifacts.path('fraud/truth'));
const manifestsOf = (stack: SynthesizedStack, wanted: string) => Object.values(stack.resources('helm_release'))
  .flatMap(({ values = [] }) => (values as string[]).flatMap((text) => ((JSON.parse(text) as Attributes).manifests ?? []) as string[]))
  .map((text) => JSON.parse(text) as Attributes)
  .filter(({ kind }) => kind === wanted);
const rulesOf = (stack: SynthesizedStack) => manifestsOf(stack, 'PrometheusRule').map(({ metadata, spec }) => ({ ...(spec.groups[0].rules[0] as Attributes), name: metadata.name as string }) as Attributes & { name: string });

describe('a monitor of drift on a cluster', () => {
  test('has the requests of its endpoint kept, which was made before it, and reads them where they go', () => {
    const { endpoint, add, settings, synth } = monitored();
    expect(endpoint.captureLocation).toBeUndefined();
    const monitor = add();
    expect(endpoint.captureLocation).toBe('s3://ml-artifacts/capture/ml-fraud');
    expect(settings().source).toEqual({ kind: 'requests', uri: endpoint.captureLocation, format: 'json-instances' });
    expect(monitor.reportLocation).toBe('s3://ml-artifacts/drift/ml-drift');
    expect(synth().outputs).toMatchObject({
      drift_report_location: monitor.reportLocation, drift_run_command: monitor.runCommand, fraud_capture_location: endpoint.captureLocation,
    });
  });

  test('reaches the store by the keys of a Secret, none of which stands in what Terraform writes', () => {
    const { add, manifests } = monitored();
    add();
    const env = (manifests().find(({ kind, metadata }) => kind === 'CronJob' && metadata.name === 'ml-drift')!.spec.jobTemplate.spec.template.spec.containers[0].env) as Attributes[];
    expect(env).toContainEqual({ name: 'AWS_ENDPOINT_URL', value: 'https://s3.acme.internal' });
    expect(env).toContainEqual({ name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 's3-writer', key: 'AWS_SECRET_ACCESS_KEY' } } });
  });

  test('asks MLflow for the version in production where a registry renews its baseline', () => {
    const { platform, add, settings, manifests } = monitored();
    const renewedBy = new ModelRegistry(platform, 'Model', { platform, stage: ModelStage.STAGING, trackingUri: 'https://mlflow.acme.internal', credentialsSecret: 'mlflow' });
    add({ baseline: Baseline.trainingData(platform.artifacts.path('fraud/train'), { renewedBy }) });
    expect(settings().baseline.registry).toEqual({ url: 'https://mlflow.acme.internal', model: renewedBy.modelName, alias: 'staging' });
    const cronJob = manifests().find(({ kind }) => kind === 'CronJob')!;
    expect(cronJob.spec.jobTemplate.spec.template.spec.containers[0].envFrom).toEqual([{ secretRef: { name: 'mlflow' } }]);
  });

  test('takes what a registry of another program has as that of the cluster', () => {
    const { stack, platform, add, settings } = monitored();
    const renewedBy = ModelRegistry.fromAttributes(stack, 'Theirs', { modelName: 'fraud', stage: ModelStage.PRODUCTION });
    add({ baseline: Baseline.trainingData(platform.artifacts.path('fraud/train'), { renewedBy }) });
    expect(settings().baseline.registry).toEqual({ url: 'http://mlflow.mlflow.svc.cluster.local', model: 'fraud', alias: 'production' });
  });

  test('starts a job of the cluster, in whose namespace alone it may make runs', () => {
    const { add, job, manifests, settings } = monitored();
    add({ onDrift: { retrain: Retrain.job(job()) } });
    expect(settings().retraining).toMatchObject({ path: '/apis/batch/v1/namespaces/training/jobs', selector: 'ml-platform/job=ml-fit', run: '/api/v1/namespaces/training/configmaps/ml-fit-run' });
    expect(manifests().filter(({ kind }) => kind === 'Role').map(({ metadata }) => metadata.namespace as string)).toEqual(['fraud', 'training']);
  });

  test('may be made on the platform, of a platform of another program as well', () => {
    const { platform, endpoint, kind } = monitored();
    const props = { endpoint, kind, schema: SCHEMA, baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')) };
    expect(platform.addDriftMonitor('Short', props).monitorName).toBe('ml-short');
    const imported = MlPlatform.fromAttributes(newStack('other').stack, 'Theirs', ATTRIBUTES);
    expect(codesOf(() => imported.addDriftMonitor('Drift', props))).toContain('drift/foreign-endpoint');
  });
});

describe('what calls people', () => {
  test('is an alarm a signal by its severity, and one for each way in which nobody would see drift', () => {
    const { platform, add, job, synth } = monitored();
    const signals = [DriftSignal.dataDrift(), MODEL_QUALITY];
    const monitor = add({ signals, groundTruth: TRUTH(platform), onDrift: { retrain: Retrain.job(job()) } });
    const rules = rulesOf(synth()).filter(({ name }) => name.startsWith('ml-drift-'));
    expect(Object.fromEntries(rules.map(({ name, labels }) => [name, labels.severity as string]))).toEqual({
      'ml-drift-data-drift': 'warning',
      'ml-drift-model-quality': 'critical',
      'ml-drift-did-not-run': 'critical',
      'ml-drift-no-ground-truth': 'warning',
      'ml-drift-retraining-failed': 'critical',
    });
    expect(monitor.alarms).toHaveLength(5);
    const drift = rules.find(({ name }) => name === 'ml-drift-data-drift')!;
    expect(drift.expr).toBe('(label_replace(sum(drift_violations{namespace="fraud",monitor="ml-drift",signal="data-drift"}) or vector(0), "monitor", "ml-drift", "", "")) > 0');
    expect(drift.annotations.description).toContain('s3://ml-artifacts/drift/ml-drift');
  });

  test('waits over the days at which a monitor does not run', () => {
    const { add, synth } = monitored();
    add({ schedule: Schedule.cron({ hour: '7', dayOfWeek: '1-5' }) });
    const missed = rulesOf(synth()).find(({ name }) => name === 'ml-drift-did-not-run')!;
    expect(Number(/> (\d+)$/.exec(missed.expr as string)![1])).toBe(3 * 86_400 + 3_600 + 900);
  });

  test('tells channels of its own of its own alarms only', () => {
    const { add, synth } = monitored();
    add({ onDrift: { alerts: [AlertChannel.webhook('https://pager.acme.io/fraud', Severity.CRITICAL)] } });
    const [own] = manifestsOf(synth(), 'AlertmanagerConfig').filter(({ metadata }) => metadata.name === 'ml-drift');
    expect(own!.spec.route.routes).toContainEqual({
      receiver: 'critical',
      matchers: [{ name: 'severity', matchType: '=', value: 'critical' }, { name: 'monitor', matchType: '=', value: 'ml-drift' }],
    });
    const urls = ({ name, webhookConfigs = [] }: Attributes) => [name, webhookConfigs.map(({ url }: Attributes) => url as string)];
    const receivers = Object.fromEntries((own!.spec.receivers as Attributes[]).map(urls));
    expect(receivers).toMatchObject({ critical: ['https://pager.acme.io/fraud'], warning: [] });
  });

  test('shows drift, quality, runs, and what serves now, on one page', () => {
    const { platform, add, synth } = monitored();
    add({ signals: [DriftSignal.dataDrift(), MODEL_QUALITY], groundTruth: TRUTH(platform) });
    const page = JSON.parse(Object.values(synth().resources('kubernetes_config_map_v1')).find(({ metadata }) => metadata.name === 'ml-drift-dashboard')!.data['ml-drift-dashboard.json'] as string) as Attributes;
    const panels = page.panels as Attributes[];
    expect(panels.map(({ title }) => title as string)).toEqual(['Model in production', 'Drift of features', 'Quality of the model', 'Thresholds crossed', 'Runs']);
    expect(panels[0]).toMatchObject({ type: 'text', options: { mode: 'markdown', content: '`ml-fraud` serves `s3://ml-artifacts/fraud/1`' } });
    expect(panels[1]!.targets.map(({ legendFormat }: Attributes) => legendFormat as string)).toEqual(['ml-drift: drift of amount', 'ml-drift: drift of country']);
  });

  test('measures what was asked for, and refuses the rest', () => {
    const { metrics } = monitored().add({ signals: [DriftSignal.dataDrift()] });
    expect((metrics.drift('amount') as Metric).expression).toContain('feature="amount"');
    expect([
      () => metrics.drift('age'), () => metrics.quality(QualityMetric.F1), () => metrics.bias('country', BiasMetric.DISPARATE_IMPACT), () => metrics.predictionDrift(), () => metrics.attribution(),
    ].map(codesOf)).toEqual(Array(5).fill(['drift/not-measured']));
  });
});

describe('what cannot be', () => {
  test.each<[string, (made: ReturnType<typeof monitored>) => Partial<DriftMonitorProps>, string]>([
    ['a service of a cloud', () => ({ kind: DriftMonitorKind.managed() }), 'drift/managed'],
    ['a channel of its own by e-mail', () => ({ onDrift: { alerts: [AlertChannel.email('ml@acme.io')] } }), 'alerts/smtp'],
    ['a receiver that is elsewhere', () => ({ onDrift: { alerts: [AlertChannel.existing('pager')] } }), 'alerts/existing'],
    ['a Workflow without Argo', () => ({ onDrift: { retrain: Retrain.pipeline('retrain') } }), 'software/need-missing'],
    ['quality without ground truth', () => ({ signals: [MODEL_QUALITY] }), 'drift/no-ground-truth'],
    ['ground truth that belongs to no request', ({ platform }) => ({ groundTruth: TRUTH(platform), schema: { ...SCHEMA, recordId: undefined } }), 'drift/no-record-id'],
    ['a distance that begins anew each day', () => ({ schedule: Schedule.every(Duration.hours(5)) }), 'drift/schedule'],
  ])('is %s', (_, props, code) => {
    const setting = monitored();
    expect(codesOf(() => setting.add(props(setting)))).toContain(code);
  });

  test('is a second monitor of one name in a cluster', () => {
    const { stack, platform, endpoint, kind, add } = monitored();
    add();
    const again = () => new DriftMonitor(stack, 'Drift', { platform, endpoint, kind, schema: SCHEMA, baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')) });
    expect(codesOf(again)).toContain('drift/name-twice');
  });
});

test('whoever may read reports is given the key that reads', () => {
  const { add, synth } = monitored();
  add().grantRead(Identity.group('acme:analysts'));
  expect(JSON.stringify(synth().resources('kubernetes_role_binding_v1'))).toContain('acme:analysts');
});

test('the real plugins take it, with texts that mean something to Terraform', () => {
  const { platform, add, job, synth } = monitored();
  const schema = { ...SCHEMA, prediction: Prediction.binary('fraud', { positive: '${yes} %{if}' }) };
  add({ schema, signals: [DriftSignal.dataQuality(), MODEL_QUALITY], groundTruth: TRUTH(platform), onDrift: { retrain: Retrain.job(job()), alerts: [AlertChannel.webhook('https://pager.acme.io/fraud')] } });
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
});
