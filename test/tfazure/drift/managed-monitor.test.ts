import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AlertChannel, Approval, Baseline, BatchOutput, BiasMetric, DataFormat, DriftSignal, Duration, GroundTruth, IModelRegistry, Model, ModelStage, QualityMetric, Runtime, Schedule, Segment, Severity } from '../../../src/core';
import { DriftMonitor, Identity } from '../../../src/tfazure';
import { MONITOR_PROGRAM } from '../../../src/tfazure/drift/monitor-program';
import { codesOf } from '../../support/refusals';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { Bench, SOMEBODY } from '../support/stacks';
import { actionsOf, configOf, everything, SCHEMA, withMonitor } from './drift-stacks';

const CHECKER = join(__dirname, '../../../../shared/check-arm');
const all = withMonitor(everything);
const signalsOf = (stack: SynthesizedStack) => stack.resource('azapi_resource', 'Managed/Schedule').body.properties.action.monitorDefinition.signals as Record<string, Attributes>;
const specOf = (stack: SynthesizedStack, path: string) => stack.resource('azapi_resource', path).body.properties.componentSpec as Attributes;

test('a monitor is a schedule of the workspace with a signal for each that is asked for', () => {
  const { properties } = all.stack.resource('azapi_resource', 'Managed/Schedule').body as Attributes;
  expect(properties.trigger).toMatchObject({ triggerType: 'Cron', expression: '0 2 * * *', timeZone: 'UTC' });
  expect(properties.action.actionType).toBe('CreateMonitor');
  expect(Object.keys(signalsOf(all.stack)).sort()).toEqual(['attribution-drift', 'bias', 'data-drift', 'data-quality', 'model-quality', 'prediction-drift'].map((signal) => `ml-fraud-drift_${signal}`));
  expect(all.monitor.signalNames).toEqual(['data-quality', 'data-drift', 'prediction-drift', 'model-quality', 'bias', 'attribution-drift']);
});

test('what is held against ground truth is as old as that takes, and has its own table', () => {
  const of = (signal: string) => signalsOf(all.stack)[`ml-fraud-drift_${signal}`]!.inputAssets.production_data as Attributes;
  expect([of('data-drift').windowSize, of('data-drift').windowOffset, of('model-quality').windowOffset]).toEqual(['P1D', 'P0D', 'P2D']);
  expect(configOf(all.stack, 'PrepareLater').truth).toMatch(/^azureml:\/\/datastores\/\w+\/paths\/fraud\/truth\/$/);
  expect(configOf(all.stack, 'Signals/Prepare').truth).toBeUndefined();
});

test('a run looks as far back as runs may lie apart, and ground truth is waited for in whole hours', () => {
  const of = (schedule: Schedule) => signalsOf(withMonitor({ schedule }).stack)['ml-fraud-drift_data-drift']!.inputAssets.production_data.windowSize as string;
  expect([of(Schedule.cron({ hour: '2', dayOfWeek: '1' })), of(Schedule.cron({ hour: '1,8' })), of(Schedule.daily(2))]).toEqual(['P7D', 'PT17H', 'P1D']);
  const { stack } = withMonitor((platform) => ({ ...everything(platform), groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth'), { delay: Duration.minutes(90) }) }));
  expect(signalsOf(stack)['ml-fraud-drift_model-quality']!.inputAssets.production_data.windowOffset).toBe('PT2H');
});

test('records are those of the endpoint, which keeps them from now on', () => {
  expect(all.endpoint.captureLocation).toMatch(/\/capture\/ml-fraud$/);
  expect(signalsOf(all.stack)['ml-fraud-drift_data-drift']!.inputAssets.production_data.uri).toMatch(/\/paths\/capture\/ml-fraud\/$/);
  expect(Object.keys(all.stack.outputs).filter((name) => /^fraud_capture|^fraud_drift/.test(name)).sort()).toEqual(
    ['fraud_capture_location', 'fraud_drift_baseline_command', 'fraud_drift_report_location', 'fraud_drift_run_command'],
  );
});

test('the program is told what to measure, with the thresholds of single features', () => {
  expect(configOf(all.stack, 'Measure-data-drift')).toMatchObject({ signal: 'data-drift', measure: 'jensen-shannon', limits: { amount: 0.1, country: 0.25, vip: 0.1, age: 0.1 }, segments: [{ feature: 'country', value: 'NL' }], baseline_format: 'parquet' });
  expect(configOf(all.stack, 'Measure-data-quality').limits.amount).toEqual({ missing: 2, wrong: 1, out: 10 });
  expect(configOf(all.stack, 'Measure-model-quality').limits).toEqual({ f1: { value: 0.8, bound: 'least' } });
  expect(configOf(all.stack, 'Measure-bias')).toMatchObject({ facets: { country: ['NL', 'BE'] }, limits: { 'demographic-parity-difference': 0.1, 'disparate-impact': 0.8 } });
});

test('components have the signatures that Azure ML documents', () => {
  const prepare = specOf(all.stack, 'Signals/Prepare');
  expect([Object.keys(prepare.inputs as object).sort(), Object.keys(prepare.outputs as object)]).toEqual([['data_window_end', 'data_window_start', 'input_data'], ['preprocessed_input_data']]);
  const measure = specOf(all.stack, 'Measure-bias');
  expect([measure.type, measure.inputs.production_data.type, measure.outputs.signal_metrics.type]).toEqual(['spark', 'mltable', 'mltable']);
  expect(measure.args).toContain('--production_data $${{inputs.production_data}}');
  expect(measure.code).toMatch(/^azureml:\$\{azapi_resource\.\w+\.id\}$/);
});

test('the program is written by a workflow, in a folder of its own, and a run finds it by the same address', () => {
  const { write } = actionsOf(all.stack, 'Program/Workflow/Resource').until_written.actions as Attributes;
  const { codeUri } = all.stack.resource('azapi_resource', 'Managed/Code').body.properties as Attributes;
  expect(write.inputs.uri).toBe(`${codeUri as string}/drift.py`);
  expect((write.inputs.body as string).replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(MONITOR_PROGRAM);
  expect(write.inputs.headers).toMatchObject({ 'If-None-Match': '*' });
});

const approvedBy = (...approved: string[]) => withMonitor((platform) => {
  const registry: IModelRegistry = platform.addModelRegistry('Models', { stage: ModelStage.DEVELOPMENT, approvers: { 'ada@acme.io': Identity.user(SOMEBODY) } });
  const monitorProps = { baseline: Baseline.trainingData(platform.artifacts.path('fraud/train'), { renewedBy: registry }) };
  LATER.push(() => ['1', '2'].forEach((id) => (registry as unknown as { addVersion(id: string, props: object): void }).addVersion(id, {
    model: Model.fromArtifact(platform.artifacts.path(`fraud/${id}`), Runtime.xgboost('1.7')), approval: approved.includes(id) ? Approval.approved('ada@acme.io') : Approval.pending(),
  })));
  return monitorProps;
}, () => LATER.pop()!());
const LATER: Array<() => void> = [];

test('a baseline is kept until a version is approved, even one that is added after the monitor', () => {
  const kept = (...approved: string[]) => configOf(approvedBy(...approved).stack, 'Measure-data-drift').kept as string;
  const [none, first, both] = [kept(), kept('1'), kept('1', '2')];
  expect(new Set([none, first, both]).size).toBe(3);
  expect(kept('1')).toBe(first);
  expect(first).toMatch(/\/paths\/drift\/ml-fraud-drift\/baseline\/[0-9a-f]{12}$/);
  const ofSegment = (value: string) => configOf(withMonitor({ segments: [Segment.of('country', value)] }).stack, 'Measure-data-drift').kept as string;
  expect(ofSegment('NL')).not.toBe(ofSegment('DE'));
  expect(all.monitor.baselineCommand).toContain("--pattern 'drift/ml-fraud-drift/baseline/*'");
});

test('runs may read what they watch, each by its folder, write reports, and nothing else', () => {
  const grants = Object.values(all.stack.resources('azurerm_role_assignment')).filter(({ '//': meta, principal_id }) => /Workspace_Identity/.test(principal_id as string) && /FraudDrift|Artifacts\//.test((meta as Attributes).metadata.path as string));
  const blobs = grants.filter(({ role_definition_name }) => /Blob/.test((role_definition_name as string | undefined) ?? ''));
  expect(blobs.map(({ role_definition_name: role, condition }) => [role, /StringStartsWith '([^']*)'/.exec((condition as string | undefined) ?? '')?.[1] ?? 'its program']).sort()).toEqual([
    ['Storage Blob Data Contributor', 'drift/ml-fraud-drift/'], ['Storage Blob Data Reader', 'capture/ml-fraud/'], ['Storage Blob Data Reader', 'fraud/train/'],
    ['Storage Blob Data Reader', 'fraud/truth/'], ['Storage Blob Data Reader', 'its program'],
  ]);
});

test('roles of a monitor are single actions', () => {
  const roles = Object.values(all.stack.resources('azurerm_role_definition')).filter(({ name }) => (name as string).startsWith('ml-fraud-drift '));
  expect(roles.length).toBeGreaterThan(0);
  expect(JSON.stringify(roles.map(({ permissions }) => permissions as object))).not.toContain('*');
});

test('its account is private but for services that show an identity, without keys, with the platform\'s key, and its logs are kept', () => {
  const account = all.stack.resource('azurerm_storage_account', 'Managed/Account/Resource');
  expect(account).toMatchObject({ shared_access_key_enabled: false, network_rules: { default_action: 'Deny', bypass: ['AzureServices'] }, customer_managed_key: expect.objectContaining({}), infrastructure_encryption_enabled: true });
  ['blob', 'queue'].forEach((service) => expect(all.stack.resource('azurerm_monitor_diagnostic_setting', `${service}-logs`).target_resource_id).toContain(`${service}Services/default`));
});

test('serverless Spark gets a network, and reaches the store and the program privately', () => {
  expect(all.stack.resource('azapi_resource_action', 'Managed/Provision')).toMatchObject({ action: 'provisionManagedNetwork', body: { includeSpark: true } });
  expect(all.stack.resource('azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint', 'Artifacts/ManagedNetworkRule').spark_enabled).toBe(true);
  expect(all.stack.resource('azapi_resource', 'Managed/AccountRule').body.properties.destination).toMatchObject({ sparkEnabled: true, subresourceTarget: 'blob' });
});

test('a platform without a monitor keeps its rule as it is', () => {
  const bench = new Bench();
  bench.platform();
  expect(bench.synth().stack('ml').resource('azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint', 'Artifacts/ManagedNetworkRule').spark_enabled).toBe(false);
});

test('two monitors share the topic of the workspace and the network; one that is there already is taken', () => {
  const two = withMonitor({}, (_, platform) => new DriftMonitor(platform, 'Scores', {
    platform, batchOutput: BatchOutput.folder(platform.artifacts.path('scores'), { format: DataFormat.PARQUET }), schema: SCHEMA, baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')),
  })).stack;
  expect(Object.keys(two.resources('azurerm_eventgrid_system_topic'))).toHaveLength(1);
  expect(Object.values(two.resources('azapi_resource_action')).filter(({ action }) => action === 'provisionManagedNetwork')).toHaveLength(1);
  expect(Object.keys(two.resources('azurerm_eventgrid_system_topic_event_subscription'))).toHaveLength(4);
  const eventTopicId = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/acme/providers/Microsoft.EventGrid/systemTopics/runs';
  const found = withMonitor({ eventTopicId }).stack;
  expect(Object.keys(found.resources('azurerm_eventgrid_system_topic'))).toEqual([]);
  expect(found.resource('azurerm_eventgrid_system_topic_event_subscription', 'Events/breaches').system_topic).toBe('runs');
});

test('a batch output is read by its hours, and no endpoint is needed', () => {
  const { stack } = withMonitor(({ artifacts }) => ({ batchOutput: BatchOutput.folder(artifacts.path('scores'), { format: DataFormat.JSON_LINES }), schedule: Schedule.every(Duration.hours(6)) }));
  expect(configOf(stack, 'Signals/Prepare')).toMatchObject({ source: 'batch', format: 'json-lines' });
  const { windowSize, uri } = signalsOf(stack)['ml-fraud-drift_data-drift']!.inputAssets.production_data as Attributes;
  expect([windowSize, (uri as string).split('/paths/')[1]]).toEqual(['PT6H', 'scores/']);
});

test('each signal has an alarm of its severity that says what to do, and so have a monitor that did not run and missing ground truth', () => {
  const { stack, monitor } = withMonitor((platform) => ({
    ...everything(platform), signals: [...everything(platform).signals!.slice(0, 5), DriftSignal.attributionDrift({ severity: Severity.CRITICAL })],
  }));
  const queries = stack.resources('azurerm_monitor_scheduled_query_rules_alert_v2');
  const of = (suffix: string) => Object.values(queries).find(({ name }) => name === `ml-fraud-drift-${suffix}`)!;
  expect(['data-quality', 'data-drift', 'prediction-drift', 'model-quality', 'bias', 'attribution-drift', 'no-ground-truth'].map((suffix) => of(suffix).severity)).toEqual([2, 2, 2, 2, 2, 0, 2]);
  expect(of('bias').description).toMatch(/Stop deciding by this model/);
  expect(of('data-drift').criteria[0].query).toMatch(/resource_workflowName_s =~ 'ml-fraud-drift-guard'[^]*Kind == 'breach'[^]*Signal == 'data-drift'/);
  expect(monitor.alarms).toHaveLength(8);
});

test('the channels of a monitor are called beside the platform\'s, by its alarms only', () => {
  const { stack } = withMonitor({ onDrift: { alerts: [AlertChannel.webhook('https://fraud.acme.io/drift', Severity.WARNING)] } });
  const group = stack.resource('azurerm_monitor_action_group', 'Alerts/warning');
  expect(group).toMatchObject({ name: 'ml-fraud-drift-warning', webhook_receiver: [expect.objectContaining({ service_uri: 'https://fraud.acme.io/drift' })] });
  const calling = Object.values({ ...stack.resources('azurerm_monitor_scheduled_query_rules_alert_v2'), ...stack.resources('azurerm_monitor_metric_alert') }).filter((alarm) => JSON.stringify(alarm).includes('FraudDrift_Alerts'));
  expect(calling.map(({ name }) => name as string).sort()).toEqual(['ml-fraud-drift-data-drift', 'ml-fraud-drift-data-quality', 'ml-fraud-drift-prediction-drift']);
});

test('the page shows the model in production, drift by feature, and what was retrained', () => {
  const { items } = JSON.parse(all.stack.resource('azurerm_application_insights_workbook', 'FraudDrift/Dashboard/Resource').data_json as string) as { items: Attributes[] };
  const titles = items.map(({ content }) => (content.title ?? (content.json as string).split('\n')[0]) as string);
  expect(titles).toEqual([
    '# Model in production', 'Quality of the data, in percent of the records', 'Drift of features', 'Drift of predictions', 'Quality of the model', 'Bias', 'What features count for (NDCG)',
    'Thresholds crossed', 'Runs', '# More',
  ]);
  expect(items[0]!.content.json).toContain('fraud/1');
});

test('what is measured can be watched, and what is not is refused', () => {
  const { metrics } = all.monitor;
  const query = (metric: object) => (metric as { readonly query: string }).query;
  expect(query(metrics.drift('country'))).toContain("Metric == 'jensen-shannon' and Group == 'country'");
  expect(query(metrics.quality(QualityMetric.F1))).toContain("Metric == 'f1'");
  expect(query(metrics.bias('country', BiasMetric.DISPARATE_IMPACT))).toContain("Metric == 'disparate-impact' and Group == 'country'");
  [metrics.predictionDrift(), metrics.attribution(), metrics.violations(), metrics.runs(), metrics.retrainings()].forEach((metric) => expect(query(metric)).toContain('ml-fraud-drift-guard'));
  expect(codesOf(() => metrics.drift('nothing'))).toEqual(['drift/not-measured']);
});

test('somebody may read the reports', () => {
  const { stack } = withMonitor({}, (monitor) => monitor.grantRead(Identity.group(SOMEBODY)));
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => principal_id === SOMEBODY);
  expect(grants.map(({ condition }) => /StringStartsWith '([^']*)'/.exec(condition as string)![1])).toEqual(['drift/ml-fraud-drift/']);
});

test('a schedule is switched off before it is deleted, since Azure deletes no other', () => {
  const off = all.stack.resource('azapi_resource_action', 'ScheduleOff');
  expect(off).toMatchObject({ method: 'PUT', when: 'destroy', body: { properties: { isEnabled: false } } });
});

(existsSync(CHECKER) ? test : test.skip)('all of it fits the published types of Azure ML', () => {
  const { stdout, status } = spawnSync(CHECKER, [join(all.stack.directory, 'cdk.tf.json')], { encoding: 'utf8' });
  // It has the types of Azure ML only; those of workflows are the plugin's to check.
  expect(stdout.trim().split('\n').slice(0, -1).filter((line) => !line.includes("no type 'Microsoft.Logic/workflows@"))).toEqual([]);
  expect(status).toBeLessThan(2);
});

