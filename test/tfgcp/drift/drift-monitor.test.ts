import {
  AlertChannel, BatchOutput, BiasMetric, BiasThreshold, DriftSignal, Facet, GroundTruth, Profile, QualityMetric, QualityThreshold, Retrain,
  Schedule, Severity,
} from '../../../src/core';
import { Identity, ModelRegistry, TrainingJob } from '../../../src/tfgcp';
import { planMonitor } from '../../../src/tfgcp/drift/drift-plan';
import { ranInTime } from '../../../src/tfgcp/drift/monitor-runner';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { CPUS } from '../jobs/jobs';
import { monitorStage, SCHEMA, trained, Wish, workflowIn } from './monitors';

type Json = any;

const NAME = 'acme-ml-fraud-drift';

function all(stack: SynthesizedStack, type: string): Attributes[] {
  return Object.values(stack.resources(type)) as Attributes[];
}

function named(stack: SynthesizedStack, type: string, name: string): Json {
  return all(stack, type).find((one) => one.name === name || one.display_name === name || one.role_id === name || one.job_id === name);
}

const WHOLE: Wish = (platform) => ({
  signals: [
    DriftSignal.dataQuality({ severity: Severity.CRITICAL }),
    DriftSignal.dataDrift(),
    DriftSignal.predictionDrift(),
    DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]),
    DriftSignal.bias([Facet.of('country', 'NL')], { thresholds: [BiasThreshold.disparateImpact(0.8)] }),
  ],
  groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth')),
  onDrift: { retrain: Retrain.job(new TrainingJob(platform, 'Train', { platform, ...CPUS })), alerts: [AlertChannel.webhook('https://example.com/owners', Severity.WARNING)] },
});

test('a monitor is a workflow that Cloud Scheduler starts, with an account of its own and the platform\'s key', () => {
  const { monitor, synth } = monitorStage(() => ({ schedule: Schedule.daily(5) }));
  const stack = synth();
  const workflow = named(stack, 'google_workflows_workflow', `${NAME}-drift`);
  expect(workflow).toMatchObject({ crypto_key_name: expect.stringContaining('google_kms_crypto_key_iam_member') as string, labels: { platform: 'acme-ml' }, deletion_protection: false });
  expect(named(stack, 'google_cloud_scheduler_job', `${NAME}-drift`)).toMatchObject({
    schedule: '0 5 * * *',
    time_zone: 'Etc/UTC',
    http_target: { uri: expect.stringMatching(/^https:\/\/workflowexecutions\.googleapis\.com\/v1\/.*\/executions$/) as string, oauth_token: { service_account_email: expect.stringContaining('google_service_account') as string } },
  });
  expect(monitor.runCommand).toBe(`gcloud workflows execute ${NAME}-drift --project=acme-ml --location=europe-west4`);
  expect(monitor.baselineCommand).toBe(`${monitor.runCommand} --data='{"baseline": true}'`);
  expect(monitor.signalNames).toEqual(['data-quality', 'data-drift', 'prediction-drift']);
  expect(Object.keys(stack.outputs)).toEqual(expect.arrayContaining([expect.stringMatching(/report_location$/), expect.stringMatching(/baseline_command$/), expect.stringMatching(/run_command$/)]));
});

test('what it keeps lies in a data set of its own, with the platform\'s key, and outlives it where the profile protects data', () => {
  [Profile.development(), Profile.production()].forEach((profile) => {
    const stack = monitorStage(() => ({}), { profile }).synth();
    const isProtected = profile.settings.deletionProtection;
    const dataset = all(stack, 'google_bigquery_dataset').find(({ dataset_id: id }) => id === 'acme_ml_fraud_drift_drift') as Json;
    expect(dataset).toMatchObject({ location: 'europe-west4', delete_contents_on_destroy: !isProtected });
    expect(dataset.default_encryption_configuration.kms_key_name).toContain('google_kms_crypto_key_iam_member');
    const tables = all(stack, 'google_bigquery_table') as Json[];
    expect(tables.map(({ table_id: id }) => id as string).sort()).toEqual(['baseline', 'metrics']);
    tables.forEach((table) => {
      expect(table.deletion_protection).toBe(isProtected);
      expect(table.encryption_configuration.kms_key_name).toContain('google_kms_crypto_key_iam_member');
    });
  });
});

test('runs may read requests, the folders that they need, and keep their own tables, and nothing beside that', () => {
  const { synth } = monitorStage((platform) => ({ ...WHOLE(platform, undefined as never), onDrift: {} }));
  const stack = synth();
  const roles = Object.fromEntries((all(stack, 'google_project_iam_custom_role') as Json[]).filter(({ role_id: id }) => (id as string).includes('drift')).map(({ title, permissions }) => [title, permissions]));
  expect(roles).toEqual({
    [`${NAME}: run`]: ['bigquery.jobs.create', 'workflows.executions.create', 'workflows.executions.get', 'workflows.executions.list'],
    [`${NAME}: keep what is found`]: [
      'bigquery.tables.create', 'bigquery.tables.delete', 'bigquery.tables.get', 'bigquery.tables.getData', 'bigquery.tables.list', 'bigquery.tables.update', 'bigquery.tables.updateData',
    ],
    [`${NAME}: read requests`]: ['bigquery.tables.get', 'bigquery.tables.getData'],
  });
  const account = (all(stack, 'google_service_account') as Json[]).find(({ description }) => (description as string).includes(`monitor ${NAME}`));
  expect(account.account_id.length).toBeLessThanOrEqual(30);
  const folders = (all(stack, 'google_storage_bucket_iam_member') as Json[]).filter(({ member }) => (member as string).includes('FraudDrift'));
  expect(folders.map(({ role, condition }) => [role, condition.title])).toEqual([['roles/storage.objectViewer', 'only fraud/train/'], ['roles/storage.objectViewer', 'only fraud/truth/']]);
  const onProject = (all(stack, 'google_project_iam_member') as Json[]).filter(({ member }) => (member as string).includes('FraudDrift')).map(({ role }) => role as string);
  expect(onProject).toHaveLength(2);
  expect(onProject).toContain('roles/logging.logWriter');
});

test('an account of its own retrains, and may do that only', () => {
  const stack = monitorStage(WHOLE).synth();
  expect(named(stack, 'google_workflows_workflow', `${NAME}-retrain`).service_account).toContain('Retraining_Account');
  const role = (all(stack, 'google_project_iam_custom_role') as Json[]).find(({ title }) => title === `${NAME}: start retrainings`);
  expect(role.permissions).toEqual(['workflows.executions.create', 'workflows.executions.get', 'workflows.executions.list']);
  const { config } = workflowIn(stack, `${NAME}-retrain`);
  expect(config).toMatchObject({ runs: 'projects/acme-ml/locations/europe-west4/workflows/acme-ml-train/executions', cool_down: 86_400, most: 1, horizon: 86_400 });
});

test('a pipeline is started by who may read its template, and let it run as the account of pipelines', () => {
  const stack = monitorStage(() => ({ onDrift: { retrain: Retrain.pipeline('https://europe-west4-kfp.pkg.dev/acme-shared/pipelines/retrain/v3') } })).synth();
  const reads = (all(stack, 'google_artifact_registry_repository_iam_member') as Json[]).find(({ repository }) => repository === 'pipelines');
  expect(reads).toMatchObject({ project: 'acme-shared', location: 'europe-west4', role: 'roles/artifactregistry.reader' });
  const runsAs = (all(stack, 'google_service_account_iam_member') as Json[]).filter(({ member }) => (member as string).includes('Retraining_Account'));
  expect(runsAs.map(({ role }) => role as string)).toEqual(['roles/iam.serviceAccountUser']);
});

test('a registry that renews the baseline is asked by the account of runs', () => {
  const { synth } = monitorStage((platform) => {
    const renewedBy = new ModelRegistry(platform, 'Models', { platform });
    return { baseline: { ...trained(platform.artifacts.path('fraud/train')), renewedBy } as never };
  });
  const stack = synth();
  expect(workflowIn(stack, `${NAME}-drift`).config.registry).toEqual({ api: 'https://europe-west4-aiplatform.googleapis.com/v1/', model: 'projects/acme-ml/locations/europe-west4/models/acme-ml-models' });
  const role = (all(stack, 'google_project_iam_custom_role') as Json[]).find(({ title }) => title === 'acme-ml-models: read');
  expect(role.permissions).toEqual(['aiplatform.models.get', 'aiplatform.models.list']);
});

test('each signal calls the channels of its severity and the monitor\'s own; so do a run that is missing, ground truth that does not come, and a retraining that failed', () => {
  const { monitor, synth } = monitorStage(WHOLE, { profile: Profile.development(), alerts: [AlertChannel.email('ml@acme.io')] });
  const stack = synth();
  const policies = Object.fromEntries((all(stack, 'google_monitoring_alert_policy') as Json[]).filter(({ display_name: title }) => (title as string).startsWith(`${NAME}-`)).map((one) => [(one.display_name as string).slice(NAME.length + 1), one]));
  expect(Object.keys(policies).sort()).toEqual(['bias', 'data-drift', 'data-quality', 'did-not-run', 'model-quality', 'no-ground-truth', 'prediction-drift', 'retraining-failed']);
  expect(monitor.alarms).toHaveLength(8);
  expect(policies['data-quality'].notification_channels).toHaveLength(1);
  expect(policies['data-drift'].notification_channels).toHaveLength(2);
  expect(policies['data-drift'].documentation.content).toContain('A retraining is started, within its limits.');
  const [{ condition_threshold: condition }] = policies['data-drift'].conditions as [Json];
  expect(condition).toMatchObject({ comparison: 'COMPARISON_GT', threshold_value: 0 });
  expect(condition.filter).toMatch(/^metric\.type = "logging\.googleapis\.com\/user\/\$\{google_logging_metric\..*\}" AND resource\.type = "global" AND metric\.labels\.signal = "data-drift"$/);
  const [{ condition_prometheus_query_language: missing }] = policies['did-not-run'].conditions as [Json];
  expect(missing.query).toContain(`workflow_id="${NAME}-drift",location="europe-west4",status="FAILED"`);
  expect(missing.query).toContain('logging_googleapis_com:user_acme_ml_fraud_drift_drift_missing{monitored_resource="cloud_scheduler_job"}');
  const [{ condition_prometheus_query_language: failed }] = policies['retraining-failed'].conditions as [Json];
  expect(failed.query).toContain(`workflow_id="${NAME}-retrain"`);
});

test('metrics of the log read what a run writes, and so do their labels', () => {
  const stack = monitorStage().synth();
  const entry = { logName: `projects/acme-ml/logs/ml-drift-${NAME}` };
  const metrics = (all(stack, 'google_logging_metric') as Json[]).filter(({ name }) => (name as string).startsWith(`${NAME}-drift-`));
  const bySuffix = Object.fromEntries(metrics.map((metric) => [(metric.name as string).slice(NAME.length + 7), metric]));
  expect(Object.keys(bySuffix).sort()).toEqual(['missing', 'retrainings', 'runs', 'values', 'violations']);
  ['retrainings', 'runs', 'values', 'violations'].forEach((suffix) => expect(bySuffix[suffix].filter).toContain(`logName="${entry.logName}"`));
  expect(bySuffix.violations.filter).toContain('jsonPayload.violated=true');
  expect(bySuffix.values).toMatchObject({ value_extractor: 'EXTRACT(jsonPayload.value)', label_extractors: { signal: 'EXTRACT(jsonPayload.signal)', name: 'EXTRACT(jsonPayload.name)', metric: 'EXTRACT(jsonPayload.metric)', segment: 'EXTRACT(jsonPayload.segment)' } });
  expect(bySuffix.values.metric_descriptor.labels.map(({ key }: Json) => key as string)).toEqual(['signal', 'name', 'metric', 'segment']);
  expect(bySuffix.missing.filter).toBe(`resource.type="cloud_scheduler_job" AND resource.labels.job_id="${NAME}-drift-ran" AND severity>=ERROR`);
});

test('the page shows what serves, drift by feature, quality and retrainings', () => {
  const stack = monitorStage(WHOLE).synth();
  const page = (all(stack, 'google_monitoring_dashboard') as Json[]).map(({ dashboard_json: text }) => JSON.parse(text as string) as Json).find(({ displayName }) => displayName === `${NAME}: drift`);
  const widgets = page.mosaicLayout.tiles.map(({ widget }: Json) => widget as Json);
  expect(widgets.map(({ title }: Json) => title as string)).toEqual([
    'Model in production', 'Drift of features', 'Drift of predictions', 'Quality of the model', 'Bias by country', 'Thresholds crossed', 'Runs and retrainings',
  ]);
  expect(widgets[0].text).toMatchObject({ format: 'MARKDOWN', content: expect.stringContaining('/fraud/1`') as string });
  const lines = widgets[1].xyChart.dataSets as Json[];
  expect(lines.map(({ legendTemplate }) => legendTemplate as string)).toEqual(['amount', 'country', 'vip'].map((feature) => `${NAME}: drift of ${feature}`));
  expect(lines[0].timeSeriesQuery.timeSeriesFilter.filter).toContain('metric.labels.signal = "data-drift" AND metric.labels.segment = "" AND metric.labels.name = "amount"');
  expect(lines[0].timeSeriesQuery.timeSeriesFilter.aggregation).toEqual({ alignmentPeriod: '86400s', perSeriesAligner: 'ALIGN_SUM', crossSeriesReducer: 'REDUCE_MEAN' });
});

test('a text on the page is as it was written', () => {
  const { monitor, synth } = monitorStage();
  monitor.dashboard.addText('Costs', '5 % of ${HOME}, %{if} it rains');
  const page = (all(synth(), 'google_monitoring_dashboard') as Json[]).map(({ dashboard_json: text }) => text as string).find((text) => text.includes('Costs'));
  expect(page).toContain('5 % of $${HOME}, %%{if} it rains');
});

test('what it does not measure has no metric', () => {
  const { monitor } = monitorStage();
  expect(() => monitor.metrics.quality(QualityMetric.F1)).toThrow('[drift/not-measured]');
  expect(() => monitor.metrics.bias('country', BiasMetric.DISPARATE_IMPACT)).toThrow('[drift/not-measured]');
  expect(() => monitor.metrics.drift('amont')).toThrow("(nearest: 'amount')");
  expect(() => monitor.metrics.attribution()).toThrow('[drift/not-measured]');
});

test('whether it ran is asked each hour, of the longest time between two runs', () => {
  const { platform, endpoint, synth } = monitorStage();
  const stack = synth();
  expect(named(stack, 'google_cloud_scheduler_job', `${NAME}-drift-ran`)).toMatchObject({ schedule: '30 * * * *', http_target: { http_method: 'POST', uri: 'https://bigquery.googleapis.com/bigquery/v2/projects/acme-ml/queries' } });
  const weekly = planMonitor(platform, 'Weekly', { platform, endpoint, schema: SCHEMA, baseline: trained(platform.artifacts.path('fraud/train')), schedule: Schedule.cron({ hour: '3', dayOfWeek: '1' }) });
  expect(ranInTime(weekly, 'd')).toContain(`INTERVAL ${7 * 86_400 + 3_600 + 900} SECOND`);
});

test('who reads reports reads that data set, and may query', () => {
  const { monitor, synth } = monitorStage();
  [1, 2].forEach(() => monitor.grantRead(Identity.group('risk@acme.io')));
  const stack = synth();
  const granted = (type: string) => (all(stack, type) as Json[]).filter(({ member }) => member === 'group:risk@acme.io');
  expect(granted('google_bigquery_dataset_iam_member')).toHaveLength(1);
  expect(granted('google_project_iam_member')).toHaveLength(1);
  expect((monitor.alarms[3] as Json).alarmSystem).toBe('gcp');
});

test('a batch output needs no endpoint, and no requests are kept', () => {
  const { endpoint, synth } = monitorStage((platform) => ({ batchOutput: BatchOutput.folder(platform.artifacts.path('fraud/scored')) }));
  expect(endpoint.captureLocation).toBeUndefined();
  const { config } = workflowIn(synth(), `${NAME}-drift`);
  expect(config).toMatchObject({ requests: null, output: { prefix: 'fraud/scored/', pattern: '\\.csv$' } });
});

test('what was learned of something else is learned anew', () => {
  const key = (wish: Wish) => workflowIn(monitorStage(wish).synth(), `${NAME}-drift`).config.baseline as string;
  const usual = key(() => ({}));
  expect(key(() => ({ signals: [DriftSignal.dataDrift({ threshold: 0.3 })] }))).toBe(usual);
  expect(key((platform) => ({ baseline: trained(platform.artifacts.path('fraud/train-2')) }))).not.toBe(usual);
  expect(key(() => ({ schema: { ...SCHEMA, features: SCHEMA.features.slice(1) } }))).not.toBe(usual);
});
