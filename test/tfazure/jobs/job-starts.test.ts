import { Duration, JobTrigger, Machine, Runtime, Schedule } from '../../../src/core';
import { Identity, TrainingJob } from '../../../src/tfazure';
import { SynthesizedStack } from '../../support/terraform';
import { SHARED, SOMEBODY } from '../support/stacks';
import { large, scheduled, startedBy, withJob } from './job-stacks';

const small = { runtime: Runtime.sklearn('1.5'), command: ['python', 'train.py'], machine: Machine.general(4) };
const azapiTypes = (stack: SynthesizedStack) => Object.values(stack.resources('azapi_resource')).map(({ type }) => (type as string).split('@')[0]!.split('/').slice(1).join('/'));
const action = (stack: SynthesizedStack, path: string) => JSON.parse(stack.resource('azurerm_logic_app_action_custom', path).body as string) as Record<string, any>;
const trigger = (stack: SynthesizedStack, path: string) => JSON.parse(stack.resource('azurerm_logic_app_trigger_custom', path).body as string) as Record<string, any>;

const onArrival = (props: { eventTopicId?: string } = {}) => withJob(({ artifacts }) => ({ triggers: [JobTrigger.artifact(artifacts.path('imagenet/ready'))], ...props }));

test('a deployment starts no run', () => {
  const { stack } = withJob(large);
  expect(azapiTypes(stack)).not.toContain('workspaces/jobs');
  const actions = Object.values(stack.resources('azapi_resource_action')).filter(({ type }) => (type as string).includes('MachineLearning'));
  expect(actions.map(({ when }) => when)).toEqual(['destroy']);
});

test('a run is started through the API of Azure, and nobody reaches the workflow otherwise', () => {
  const { stack, job } = withJob();
  expect(job.startCommand).toMatch(/^az rest --method post --url '.*\/triggers\/manual\/run\?api-version=2016-06-01'$/);
  expect(stack.outputs.train_start_command).toMatch(/^az rest .*azurerm_logic_app_workflow/);
  expect(stack.resource('azurerm_logic_app_workflow').access_control).toEqual({ trigger: { allowed_caller_ip_address_range: ['192.0.2.1/32'] } });
  expect(trigger(stack, 'ByHand/Trigger').type).toBe('Request');
  const { inputs } = action(stack, 'ByHand/Run');
  expect(inputs.method).toBe('PUT');
  expect(inputs.uri).toMatch(/\/jobs\/ml-train-@\{toLower\(workflow\(\)\['run'\]\['name'\]\)\}\?api-version=2025-12-01$/);
  expect(inputs.authentication.type).toBe('ManagedServiceIdentity');
});

test('the workflow makes runs in the workspace and may do nothing else; what it did is written down', () => {
  const { stack } = withJob();
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => (principal_id as string).includes('logic_app_workflow'));
  expect(grants.map(({ scope }) => scope)).toEqual([expect.stringMatching(/^\$\{azurerm_machine_learning_workspace\.[^/]*\.id\}$/)]);
  const [{ actions }] = stack.resource('azurerm_role_definition', 'SubmitRole').permissions as [{ actions: string[] }];
  expect(actions.filter((name) => !name.endsWith('/read'))).toEqual([
    expect.stringContaining('environments/readSecrets/action'), expect.stringContaining('jobs/write'), expect.stringContaining('metadata/artifacts/write'),
  ]);
  expect(stack.resource('azurerm_monitor_diagnostic_setting', 'ByHand/Logs').target_resource_id).toContain('azurerm_logic_app_workflow');
});

test('whoever may start a run may start this one, and makes none of his own', () => {
  const { stack } = withJob({}, (job) => job.grantStart(Identity.group(SOMEBODY)));
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => principal_id === SOMEBODY);
  expect(grants.map(({ scope }) => (scope as string).split('.')[0]).sort()).toEqual(['${azurerm_logic_app_workflow', '${azurerm_machine_learning_workspace']);
  const [{ actions }] = stack.resource('azurerm_role_definition', 'StartRole').permissions as [{ actions: string[] }];
  expect(actions.filter((name) => !name.endsWith('/read'))).toEqual(['Microsoft.Logic/workflows/triggers/run/action']);
  expect(actions).not.toContain('Microsoft.Logic/workflows/runs/actions/read');
});

test('two people have one role', () => {
  const { stack } = withJob({}, (job) => [Identity.group(SOMEBODY), Identity.user(SOMEBODY.replace('9', '8'))].forEach((who) => job.grantStart(who)));
  expect(Object.keys(stack.resources('azurerm_role_definition')).filter((name) => name.includes('StartRole'))).toHaveLength(1);
});

test('each schedule has the same job as the workflow', () => {
  const { stack } = withJob((platform) => ({ ...large(platform), triggers: [Schedule.daily(3), Schedule.every(Duration.hours(6)), Schedule.cron({ hour: '7', dayOfWeek: '1-5' })].map((at) => JobTrigger.schedule(at)) }));
  const expressions = [1, 2, 3].map((i) => stack.resource('azapi_resource', `Schedule-${i}`).body.properties.trigger);
  expect(expressions.map(({ expression }) => expression)).toEqual(['0 3 * * *', '0 */6 * * *', '0 7 * * 1-5']);
  expect(expressions[0]).toMatchObject({ triggerType: 'Cron', timeZone: 'UTC' });
  // One that begins at no time that is gone would run its job at once: a deployment starts no run.
  expressions.forEach(({ startTime }) => expect(Date.parse(`${startTime as string}Z`)).toBeLessThan(Date.parse('2026-01-02')));
  expect(scheduled(stack, 'Schedule-2')).toEqual(startedBy(stack));
});

test('a schedule is switched off before it is deleted, since Azure deletes no other', () => {
  const { stack } = withJob(large);
  const off = stack.resource('azapi_resource_action', 'Schedule-1-Off');
  expect(off).toMatchObject({ method: 'PUT', when: 'destroy', resource_id: expect.stringContaining('Schedule-1') });
  expect(off.body.properties.isEnabled).toBe(false);
});

test('what switches a schedule off stays the same when its job changes, since the plugin fails to change it', () => {
  const off = (command: string) => {
    const { stack } = withJob((platform) => ({ ...large(platform), command: ['python', command], triggers: [JobTrigger.schedule(Schedule.daily(3))] }));
    return stack.resource('azapi_resource_action', 'Schedule-1-Off').body as object;
  };
  expect(off('a.py')).toEqual(off('b.py'));
});

test('what looks like an expression of Terraform or of a workflow is text', () => {
  const { stack } = withJob({ environment: { MAIL: '@ops', GREETING: 'dear @{name}', HOME_OF: '${HOME} %{d}' }, triggers: [JobTrigger.schedule(Schedule.daily(3))] });
  expect(startedBy(stack).environmentVariables).toMatchObject({ MAIL: '@@ops', GREETING: 'dear @@{name}', HOME_OF: '${HOME} %{d}' });
  expect(scheduled(stack, 'Schedule-1').environmentVariables).toMatchObject({ MAIL: '@ops', GREETING: 'dear @{name}', HOME_OF: '${HOME} %{d}' });
});

test('an object that arrives starts a run: its name tells which, whole objects only', () => {
  const { stack } = onArrival();
  const subscription = stack.resource('azurerm_eventgrid_system_topic_event_subscription');
  expect(subscription.subject_filter.subject_begins_with).toBe('/blobServices/default/containers/artifacts/blobs/imagenet/ready');
  expect(subscription.included_event_types).toEqual(['Microsoft.Storage.BlobCreated']);
  expect(subscription.advanced_filter.string_in[0].values).toContain('FlushWithClose');
  expect(subscription.advanced_filter.string_in[0].values).not.toContain('CreateFile');
  const { type, recurrence, conditions } = trigger(stack, 'OnArrival/Trigger');
  expect([type, recurrence]).toEqual(['Http', { frequency: 'Minute', interval: 1 }]);
  expect(conditions[0].expression).toContain('count(//QueueMessage)');
  expect(startedBy(stack, 'OnArrival')).toEqual(startedBy(stack));
});

test('what arrived is forgotten when its run is made, and not before', () => {
  const { stack } = onArrival();
  expect(action(stack, 'OnArrival/After')).toMatchObject({ runAfter: { run: ['Succeeded'] }, inputs: { method: 'DELETE' } });
  expect(action(stack, 'OnArrival/Run').inputs.uri).toContain('/jobs/ml-train-@{xpath(xml(triggerBody()), \'string(//QueueMessage/MessageId)\')}');
  const alert = stack.resource('azurerm_monitor_metric_alert', 'ArrivalLost/Resource');
  expect(alert.scopes).toEqual([expect.stringContaining('OnArrival')]);
});

test('events have no key and no secret address: identities write and read the queue, past a firewall that lets nobody else in', () => {
  const { stack } = onArrival();
  const account = stack.resource('azurerm_storage_account', 'Starts/Queue/Resource');
  expect(account).toMatchObject({ shared_access_key_enabled: false, network_rules: { default_action: 'Deny', bypass: ['AzureServices'], ip_rules: [] } });
  expect(account.customer_managed_key.key_vault_key_id).toContain('Key');
  expect(stack.resource('azurerm_eventgrid_system_topic_event_subscription').delivery_identity).toEqual({ type: 'SystemAssigned' });
  const roles = ['Send-1', 'Take'].map((path) => stack.resource('azurerm_role_assignment', path));
  expect(roles.map(({ role_definition_name }) => role_definition_name)).toEqual(['Storage Queue Data Message Sender', 'Storage Queue Data Message Processor']);
  roles.forEach(({ scope }) => expect(scope).toMatch(/\/queues\/arrivals$/));
  // A right names the queue by a text, and Event Grid tries to deliver at once.
  expect(roles[0]!.depends_on).toEqual([expect.stringMatching(/^azurerm_storage_queue\./)]);
  const { depends_on: after } = stack.resource('azurerm_eventgrid_system_topic_event_subscription');
  expect(after).toEqual([expect.stringMatching(/^azurerm_storage_queue\./), expect.stringMatching(/^azurerm_role_assignment\..*Send-1/)]);
});

test('two jobs listen to one topic of the account, which has no room for two', () => {
  const { stack } = withJob(({ artifacts }) => ({ triggers: [JobTrigger.artifact(artifacts.path('a')), JobTrigger.artifact(artifacts.path('b'))] }), (_, platform) =>
    new TrainingJob(platform, 'Other', { platform, ...small, triggers: [JobTrigger.artifact(platform.artifacts.path('c'))] }));
  expect(Object.keys(stack.resources('azurerm_eventgrid_system_topic'))).toHaveLength(1);
  expect(Object.keys(stack.resources('azurerm_eventgrid_system_topic_event_subscription'))).toHaveLength(3);
});

test('a topic that is there is used', () => {
  const { stack } = onArrival({ eventTopicId: `${SHARED}/providers/Microsoft.EventGrid/systemTopics/objects` });
  expect(stack.hasResource('azurerm_eventgrid_system_topic')).toBe(false);
  expect(stack.resource('azurerm_eventgrid_system_topic_event_subscription')).toMatchObject({ system_topic: 'objects', resource_group_name: 'shared' });
  expect(stack.resource('azurerm_role_assignment', 'Send-1').principal_id).toContain('data.azurerm_eventgrid_system_topic');
});

test('without such a trigger there is neither a queue nor a topic', () => {
  const { stack, job } = withJob(large);
  expect(stack.hasResource('azurerm_storage_queue')).toBe(false);
  expect(job.arrivalWorkflowResource).toBeUndefined();
});
