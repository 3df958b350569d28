import { Duration, Machine, Retrain, RetrainOptions, Runtime } from '../../../src/core';
import { definitionProblems, runLogicApp } from '../../support/logic-app';
import { FUNCTIONS } from '../../support/logic-app/functions';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { actionsOf, everything, withMonitor } from './drift-stacks';

type Json = any;

const NOW = new Date('2026-11-26T12:00:00Z');
const GUARD = 'Retraining/Guard/Resource';
const hoursAgo = (hours: number): string => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

/** The example of https://learn.microsoft.com/en-us/azure/event-grid/event-schema-machine-learning#example-events, with the tags of a run of a monitor. */
const event = (runTags: object, more: object = {}) => ({
  topic: '/subscriptions/s/resourceGroups/acme-ml/providers/Microsoft.MachineLearningServices/workspaces/ml',
  subject: 'experiments/0fa9dfaa-cba3-4fa7-b590-23e48548f5c1/runs/AutoML_ad912b2d-6467-4f32-a616-dbe4af6dd8fc_5',
  eventType: 'Microsoft.MachineLearningServices.RunStatusChanged',
  eventTime: hoursAgo(0.1),
  id: '831e1650-001e-001b-66ab-eeb76e069631',
  data: {
    experimentId: '0fa9dfaa-cba3-4fa7-b590-23e48548f5c1',
    experimentName: 'ml-fraud-drift-monitor',
    runId: 'AutoML_ad912b2d-6467-4f32-a616-dbe4af6dd8fc_5',
    runType: null,
    runTags,
    runProperties: {},
    runStatus: 'completed',
  },
  dataVersion: '',
  metadataVersion: '1',
  ...more,
});

/** As `_generate_error_message` of Azure/azureml-assets, model_monitor_evaluate_metrics_threshold, writes it. */
const breach = (signal: string) => event({
  azureml_modelmonitor_threshold_breached: `The signal 'ml-fraud-drift_${signal}' has failed due to one or more features violating metric thresholds.\n`
    + 'The feature names and their corresponding computed metric values violating the threshold are \n[\'{"metric_value":0.2,"metric_name":"beyond_threshold","threshold_value":0.0,"group":"psi amount"}\']\n',
});

const message = (body: object) => '<?xml version="1.0"?><QueueMessagesList><QueueMessage><MessageId>m-1</MessageId><PopReceipt>AgAAA+/=</PopReceipt><MessageText>'
  + `${Buffer.from(JSON.stringify(body)).toString('base64')}</MessageText></QueueMessage></QueueMessagesList>`;

let triggered = '';
Object.assign(FUNCTIONS as Record<string, unknown>, {
  triggerBody: () => triggered,
  xml: (text: string) => text,
  xpath: (text: string, path: string) => new RegExp(`<${/\/\/QueueMessage\/(\w+)/.exec(path)![1]!}>(.*?)<`).exec(text)![1],
  base64ToString: (text: string) => Buffer.from(text, 'base64').toString(),
  encodeUriComponent: (text: string) => encodeURIComponent(text),
  length: (list: unknown[]) => list.length,
  less: (a: number, b: number) => a < b,
});

interface Run {
  readonly experimentName: string;
  readonly status: string;
  readonly hours: number;
}

const asListed = ({ experimentName, status, hours }: Run, i: number) => ({
  id: `run-${i}`, name: `run-${i}`, properties: { experimentName, status }, systemData: { createdAt: hoursAgo(hours) },
});

/** What is told becomes a call, which the world sees. */
function heard(actions: Attributes): Attributes {
  return Object.fromEntries(Object.entries(actions).map(([name, action]: [string, Json]) => {
    if (action.trackedProperties) return [name, { ...action, type: 'Http', inputs: { method: 'TELL', uri: 'told', body: action.inputs } }];
    const inner = action.actions ? { actions: heard(action.actions) } : {};
    return [name, { ...action, ...inner, ...(action.else ? { else: { actions: heard(action.else.actions ?? {}) } } : {}) }];
  }));
}

interface Trouble {
  /** Whether a start makes a run. */
  readonly starts?: boolean;
  /** Whether starts are refused. */
  readonly broken?: boolean;
}

async function taken(stack: SynthesizedStack, body: object, runs: readonly Run[] = [], { starts = true, broken = false }: Trouble = {}) {
  triggered = message(body);
  const told: Json[] = [];
  const calls: string[] = [];
  const listed = runs.map(asListed);
  const ended = await runLogicApp({ actions: heard(actionsOf(stack, GUARD)) as Json }, {
    now: () => NOW,
    wait: () => Promise.resolve(),
    call: (method, uri, sent) => {
      if (method === 'TELL') {
        told.push(sent);
        return Promise.resolve({ status: 200, body: {} });
      }
      calls.push(`${method} ${uri.replace(/\$\{[^}]*\}/g, '').replace('https://management.azure.com', '')}`);
      if (broken && method === 'POST') return Promise.resolve({ status: 403, body: {} });
      // Pages of two, as a long list comes.
      if (uri.includes('/jobs?')) {
        const at = Number(/page=(\d+)/.exec(uri)?.[1] ?? 0);
        const nextLink = listed.length > at + 2 ? `${uri.split('&page')[0]!}&page=${at + 2}` : undefined;
        return Promise.resolve({ status: 200, body: { value: listed.slice(at, at + 2), nextLink } });
      }
      if (uri.includes('/components/')) return Promise.resolve({ status: 200, body: { value: [{ id: '/ws/components/fraud-training/versions/7' }] } });
      if (method === 'POST' || method === 'PUT') {
        if (starts) listed.push(asListed({ experimentName: uri.includes('/jobs/') ? 'fraud-training' : 'ml-train', status: 'Queued', hours: 0 }, listed.length));
        calls.push(`sent ${JSON.stringify(sent)}`);
      }
      return Promise.resolve({ status: 200, body: {} });
    },
  });
  return { ended, told, calls, started: calls.filter((call) => /^(?:POST|PUT)/.test(call)), outcome: told.find(({ Kind }) => Kind === 'retraining')?.Outcome as string | undefined };
}

const retraining = (options: RetrainOptions = {}) => withMonitor((platform) => ({
  ...everything(platform),
  onDrift: { retrain: Retrain.job(platform.addTrainingJob('Train', { runtime: Runtime.sklearn('1.5'), command: ['python', 'train.py'], machine: Machine.general(4) }), options) },
})).stack;

const ofJob = retraining();

test('the definitions are such that Azure takes: names, depth, order, number of actions', () => {
  [GUARD, 'Watchdog/Workflow/Resource', 'Program/Workflow/Resource'].forEach((path) => expect(definitionProblems({ actions: actionsOf(ofJob, path) as Json })).toEqual([]));
});

test('the subscriptions match what Azure ML tells, and nothing of another monitor', () => {
  const filter = (what: string) => ofJob.resource('azurerm_eventgrid_system_topic_event_subscription', `Events/${what}`);
  const [contains] = filter('breaches').advanced_filter.string_contains as [{ key: string; values: [string] }];
  expect(contains.key).toBe('data.RunTags.azureml_modelmonitor_threshold_breached');
  const text = (breach('data-drift').data.runTags as { azureml_modelmonitor_threshold_breached: string }).azureml_modelmonitor_threshold_breached;
  expect(text).toContain(contains.values[0]);
  expect(text.replace('ml-fraud-drift_', 'ml-fraud-drift-2_')).not.toContain(contains.values[0]);
  expect(filter('breaches').included_event_types).toEqual([breach('bias').eventType]);
  expect(filter('numbers').advanced_filter.string_in).toEqual([{ key: 'data.RunTags.ml_platform_monitor', values: ['ml-fraud-drift'] }]);
});

test('a breach starts a run of the job, by the workflow that may, and then is forgotten', async () => {
  const { ended, started, calls, told } = await taken(ofJob, breach('data-drift'));
  expect(ended).toEqual({ status: 'Succeeded' });
  expect(started).toEqual([expect.stringMatching(/^POST \/triggers\/manual\/run\?api-version=2016-06-01$/)]);
  expect(calls.at(-1)).toMatch(/^DELETE https:\/\/\S+\/events\/messages\/m-1\?popreceipt=AgAAA%2B%2F%3D$/);
  expect(told).toEqual([{ Kind: 'breach', Signal: 'data-drift' }, { Kind: 'retraining', Signal: 'data-drift', Outcome: 'started' }]);
});

test.each([
  ['one goes on, whoever started it', [{ experimentName: 'ml-train', status: 'Running', hours: 90 }], 'running'],
  ['one that goes on is on the last page', [...[1, 2, 3, 4].map((hours) => ({ experimentName: 'other', status: 'Completed', hours })), { experimentName: 'ml-train', status: 'Queued', hours: 50 }], 'running'],
  ['the last began within the cool-down, even one that failed', [{ experimentName: 'ml-train', status: 'Failed', hours: 20 }], 'cool-down'],
] as ReadonlyArray<[string, Run[], string]>)('no run starts when %s', async (_, runs, outcome) => {
  const { ended, started, outcome: told } = await taken(ofJob, breach('data-drift'), runs);
  expect([ended.status, started, told]).toEqual(['Succeeded', [], outcome]);
});

test('no more runs start than a day may have', async () => {
  const stack = retraining({ coolDown: Duration.hours(1), maxRunsPerDay: 2 });
  const runs = [2, 20].map((hours) => ({ experimentName: 'ml-train', status: 'Completed', hours }));
  expect((await taken(stack, breach('data-drift'), runs)).outcome).toBe('limit');
  expect((await taken(stack, breach('data-drift'), [runs[0]!, { ...runs[1]!, hours: 25 }])).outcome).toBe('started');
});

test('runs of others hinder nobody', async () => {
  expect((await taken(ofJob, breach('data-drift'), [{ experimentName: 'ml-train-2', status: 'Running', hours: 0.5 }])).outcome).toBe('started');
});

test('an event that waited for hours starts nothing', async () => {
  expect((await taken(ofJob, { ...breach('data-drift'), eventTime: hoursAgo(4) })).outcome).toBe('stale');
});

test.each(['data-quality', 'bias'])('a breach of %s is written down, and retrains nothing', async (signal) => {
  const { started, told } = await taken(ofJob, breach(signal));
  expect([started, told]).toEqual([[], [{ Kind: 'breach', Signal: signal }]]);
});

test('a run that has not ended yet tells nothing', async () => {
  const { told, ended } = await taken(ofJob, { ...breach('data-drift'), data: { ...breach('data-drift').data, runStatus: 'Finalizing' } });
  expect([told, ended.status]).toEqual([[], 'Succeeded']);
});

test('a retraining that cannot be started, or that nobody sees afterwards, fails the guard, which an alarm watches; the event comes again', async () => {
  const refused = await taken(ofJob, breach('data-drift'), [], { broken: true });
  expect(refused.ended.status).toBe('Failed');
  expect(refused.calls.filter((call) => call.startsWith('DELETE'))).toEqual([]);
  expect((await taken(ofJob, breach('data-drift'), [], { starts: false })).ended).toMatchObject({ status: 'Failed', error: { code: 'NotStarted' } });
  const alarm = ofJob.resource('azurerm_monitor_metric_alert', 'RetrainingFailed/Resource');
  expect(alarm.scopes).toEqual([expect.stringContaining('Retraining_Guard')]);
});

test('numbers are written down one by one', async () => {
  const numbers = event({
    ml_platform_monitor: 'ml-fraud-drift',
    ml_platform_signal: 'data-drift',
    ml_platform_time: 't',
    ml_platform_values_00: '["psi", "amount", "", "0.31", "0.2", "yes"]',
    ml_platform_values_01: ',["psi", "country", "country=NL", "0.01", "0.2", "no"]',
  });
  const { told, started } = await taken(ofJob, numbers);
  expect(told).toEqual([
    { Kind: 'run', Signal: 'data-drift' },
    { Kind: 'number', Signal: 'data-drift', Metric: 'psi', Group: 'amount', Segment: '', Value: '0.31', Threshold: '0.2', Beyond: 'yes' },
    { Kind: 'number', Signal: 'data-drift', Metric: 'psi', Group: 'country', Segment: 'country=NL', Value: '0.01', Threshold: '0.2', Beyond: 'no' },
  ]);
  expect(started).toEqual([]);
});

test('a pipeline is run in its newest version, by the name of the event, so that an event that comes twice makes no second run', async () => {
  const { stack } = withMonitor({ onDrift: { retrain: Retrain.pipeline('fraud-training') } });
  const { started, calls, outcome } = await taken(stack, breach('data-drift'));
  expect(outcome).toBe('started');
  expect(started).toEqual([expect.stringMatching(/^PUT \/jobs\/fraud-training-831e1650-001e-001b-66ab-eeb76e069631\?api-version=2025-12-01$/)]);
  expect(calls.find((call) => call.startsWith('sent'))).toContain('"componentId":"/ws/components/fraud-training/versions/7"');
});

test('without a retraining, people are told, and nothing is listed', async () => {
  const { stack } = withMonitor();
  const { told, calls } = await taken(stack, breach('data-drift'));
  expect(told).toEqual([{ Kind: 'breach', Signal: 'data-drift' }]);
  expect(calls).toEqual([expect.stringMatching(/^DELETE/)]);
});

test('events are taken one after the other', () => {
  const { triggers } = ofJob.resource('azapi_resource', GUARD).body.properties.definition as Attributes;
  expect(triggers.event).toMatchObject({ type: 'Http', runtimeConfiguration: { concurrency: { runs: 1 } } });
});
