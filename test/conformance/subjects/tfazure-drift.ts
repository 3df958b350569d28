import { Attributes, SynthesizedStack } from '../../support/terraform';
import { DriftMonitorFacts, EndpointFacts, StoreFacts } from '../facts';
import { accountIsPublic, blobMembers, encryptedAccount, folderAt } from './tfazure-accounts';
import { addressOf } from './tfazure-endpoints';
import { isNobodys } from './tfazure-features';
import { identityName } from './tfazure-jobs';
import { all, target } from './tfazure-references';

/** What was read before monitors. */
interface Watched {
  readonly endpoints: readonly EndpointFacts[];
  readonly stores: readonly StoreFacts[];
}

/** A signal of a monitor, with what its component is told, and the one that makes its data tabular. */
interface Signal {
  readonly name: string;
  readonly config: Attributes;
  readonly prepared: Attributes;
  readonly data: Attributes;
  /** Whether Azure ML says that it was crossed once anything is beyond a threshold. */
  readonly judged: boolean;
}

/** The workflow that takes the events of a monitor's runs. */
interface Guard {
  readonly workflow: Attributes;
  readonly actions: Attributes;
}

const WORKSPACES = 'Microsoft.MachineLearningServices/workspaces';

/** What is made by ARM, of one type. */
const arm = (stack: SynthesizedStack, type: string) => all(stack, 'azapi_resource').filter((found) => (found.type as string).startsWith(`${type}@`));

/** Monitors of Azure ML, whose signals are components of ours. */
export function azureMonitors(stack: SynthesizedStack, watched: Watched): DriftMonitorFacts[] {
  return arm(stack, `${WORKSPACES}/schedules`).filter(({ body }) => body.properties.action.actionType === 'CreateMonitor').map((schedule) => monitor(stack, watched, schedule));
}

function monitor(stack: SynthesizedStack, { endpoints, stores }: Watched, schedule: Attributes): DriftMonitorFacts {
  const { trigger, isEnabled, action: { monitorDefinition: definition } } = schedule.body.properties;
  const workspace = target(stack, schedule.parent_id)!;
  const signals = Object.entries<Attributes>(definition.signals).map(([name, signal]) => signalOf(stack, name, signal));
  const [{ config: { monitor: name, baseline, reports, kept } }] = signals as [Signal];
  const at = (uri: string | undefined) => (uri === undefined ? undefined : addressOf(stack, uri));
  const guard = guardOf(stack, name as string);
  const heard = signals.filter((signal) => guard && watches(stack, guard, signal));
  const account = programAccount(stack, schedule, definition);
  const store = stores.find((found) => found.name === folderAt(at(reports)!).account);
  const [data] = new Set(signals.map(({ data: { uri } }) => uri as string));
  const { reads, writes, principal } = rightsOf(stack, workspace, account);
  return {
    name,
    kind: 'managed',
    signals: heard.map(({ config }) => config.signal as string).sort(),
    thresholds: Object.assign({}, ...heard.map(({ config }) => thresholdsOf(config))) as Record<string, number>,
    schedule: isEnabled === true ? trigger.expression : '',
    baseline: at(baseline)!,
    kept: at(kept),
    watches: signals.every(({ config }) => config.source === 'batch') ? at(data)! : captureIn(endpoints, at(data)!),
    groundTruth: at(signals.map(({ prepared }) => prepared.truth as string | undefined).find((truth) => truth !== undefined)),
    reports: at(reports)!,
    segments: segmentsOf(signals),
    encrypted: store?.encrypted === true && encryptedAccount(stack, account)
      && workspace.encryption !== undefined && workspace.high_business_impact === true,
    private: isPrivate(stack, workspace, definition, account) && store?.public === false
      && [baseline, reports, data].every((uri) => isJoined(stack, workspace, folderAt(at(uri as string)!).account)),
    reads,
    writes,
    readers: blobMembers(stack, 'read', within(stack, at(reports)!)).filter((who) => who !== principal),
    // Nothing says so in what is written: `kept` is another place after an approval.
    renewed: false,
    retraining: guard && retrainingOf(stack, guard, heard),
  };
}

const captureIn = (endpoints: readonly EndpointFacts[], folder: string) => endpoints.find(({ capture }) => capture?.location.startsWith(folder))?.capture?.location ?? '';

/** An account by its name, as a store has it. */
function within(stack: SynthesizedStack, address: string) {
  const { account, ...folder } = folderAt(address);
  return { ...folder, account: (target(stack, account)?.name ?? account) as string };
}

function signalOf(stack: SynthesizedStack, name: string, { componentId, inputAssets, metricThresholds, signalType }: Attributes): Signal {
  const component = target(stack, componentId)!.body.properties.componentSpec as Attributes;
  const { production_data: data } = inputAssets as Attributes;
  const [limit, ...more] = metricThresholds as Attributes[];
  return {
    name,
    config: toldOf(component),
    prepared: toldOf(target(stack, data.preprocessingComponentId)!.body.properties.componentSpec as Attributes),
    data,
    judged: signalType === 'Custom' && more.length === 0 && limit!.metric === 'beyond_threshold' && limit!.threshold.value === 0
      && (component.args as string).includes('--signal_metrics $${{outputs.signal_metrics}}'),
  };
}

/** One word of a command line. */
const toldOf = ({ args }: Attributes) => JSON.parse(Buffer.from(/--config (\S+)/.exec(args)![1]!, 'base64').toString()) as Attributes;

/** The account that the program of a monitor lies in. */
function programAccount(stack: SynthesizedStack, schedule: Attributes, { signals }: Attributes): Attributes {
  const components = Object.values<Attributes>(signals).map(({ componentId }) => target(stack, componentId)!);
  const codes = components.map(({ body }) => target(stack, body.properties.componentSpec.code)!.body.properties.codeUri as string);
  const [name, ...others] = new Set(codes.map((uri) => folderAt(uri).account));
  if (others.length > 0) throw new Error(`the program of ${schedule.name as string} lies in more than one place`);
  return all(stack, 'azurerm_storage_account').find((account) => account.name === name)!;
}

/** The workflow that reads the queue into which the breaches of a monitor come. */
function guardOf(stack: SynthesizedStack, name: string): Guard | undefined {
  const hears = all(stack, 'azurerm_eventgrid_system_topic_event_subscription').find(({ included_event_types: types, advanced_filter }) => {
    const filters = (advanced_filter?.string_contains ?? []) as Attributes[];
    return (types as string[]).includes(`${WORKSPACES.split('/')[0]!}.RunStatusChanged`)
      && filters.some(({ key, values }) => key === 'data.RunTags.azureml_modelmonitor_threshold_breached' && (values as string[]).some((value) => `The signal '${name}_data-drift'`.startsWith(value)));
  });
  const queue = hears?.storage_queue_endpoint;
  const account = target(stack, queue?.storage_account_id);
  const address = `https://${account?.name as string}.queue.core.windows.net/${queue?.queue_name as string}/messages`;
  const workflow = arm(stack, 'Microsoft.Logic/workflows').find(({ body }) => JSON.stringify(body.properties.definition.triggers).includes(address));
  return account && workflow && { workflow, actions: workflow.body.properties.definition.actions as Attributes };
}

/** Whether the guard writes down that a signal was crossed, and an alarm looks there. */
function watches(stack: SynthesizedStack, { workflow, actions }: Guard, { name, config, judged }: Signal): boolean {
  const { tell_breach: told } = actions.has_breach?.actions ?? {};
  const tells = told?.inputs.Kind === 'breach' && ['mlKind', 'mlSignal'].every((property) => told.trackedProperties[property]);
  const criteria = all(stack, 'azurerm_monitor_scheduled_query_rules_alert_v2').filter(({ enabled }) => enabled !== false).flatMap((alert) => alert.criteria as Attributes[]);
  return judged && tells && name.endsWith(`_${config.signal as string}`) && criteria.some(({ query, operator, threshold }) => {
    return operator === 'GreaterThan' && threshold === 0
      && [`resource_workflowName_s =~ '${workflow.name as string}'`, "| where Kind == 'breach'", `| where Signal == '${config.signal as string}'`, '| summarize value = count()'].every((part) => query.includes(part));
  });
}

function thresholdsOf({ signal, limits, facets = {} }: Attributes): Record<string, number> {
  const each = Object.entries<Attributes>(limits);
  const named: Record<string, () => Array<readonly [string, unknown]>> = {
    'data-quality': () => each.map(([name, { missing }]) => [`data-quality/${name}/missing`, missing]),
    'data-drift': () => each.map(([name, value]) => [`data-drift/${name}`, value]),
    'prediction-drift': () => each.map(([, value]) => ['prediction-drift', value]),
    'model-quality': () => each.map(([metric, { value }]) => [`model-quality/${metric}`, value]),
    'bias': () => Object.keys(facets as object).flatMap((feature) => each.map(([metric, value]) => [`bias/${feature}/${metric}`, value] as const)),
    'attribution-drift': () => each.map(([, value]) => ['attribution-drift', value]),
  };
  return Object.fromEntries(named[signal as string]!()) as Record<string, number>;
}

/** Those that every signal measures on their own. */
function segmentsOf(signals: readonly Signal[]): string[] {
  const [first = [], ...more] = signals.map(({ config }) => (config.segments as Attributes[]).map(({ feature, value }) => `${feature as string}=${value as string}`));
  return first.filter((segment) => more.every((others) => others.includes(segment)));
}

/** Spark without machines of ours, in the network that the workspace keeps; whoever starts a workflow, or takes a message, is an identity. */
function isPrivate(stack: SynthesizedStack, workspace: Attributes, { computeConfiguration }: Attributes, account: Attributes): boolean {
  const provisioned = all(stack, 'azapi_resource_action').some(({ action, resource_id, body }) => {
    return action === 'provisionManagedNetwork' && target(stack, resource_id) === workspace && body.includeSpark === true;
  });
  const workflows = arm(stack, 'Microsoft.Logic/workflows').filter(({ body }) => JSON.stringify(body).includes(`https://${account.name as string}.`));
  const callers = workflows.map(({ body }) => (body.properties.accessControl?.triggers?.allowedCallerIpAddresses ?? []) as Attributes[]);
  return computeConfiguration.computeType === 'ServerlessSpark' && provisioned
    && workspace.public_network_access_enabled === false && workspace.managed_network.isolation_mode.startsWith('Allow')
    && isJoined(stack, workspace, account.name as string) && !accountIsPublic(account) && account.shared_access_key_enabled === false
    && callers.every((addresses) => addresses.length > 0 && addresses.every(({ addressRange }) => isNobodys(addressRange as string)));
}

/** Whether Spark of the workspace reaches an account privately. */
function isJoined(stack: SynthesizedStack, workspace: Attributes, name: string): boolean {
  const known = all(stack, 'azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint')
    .filter(({ workspace_id, spark_enabled }) => target(stack, workspace_id) === workspace && spark_enabled === true)
    .map(({ service_resource_id }) => service_resource_id as string);
  const raw = arm(stack, `${WORKSPACES}/outboundRules`).filter(({ parent_id }) => target(stack, parent_id) === workspace)
    .flatMap(({ body: { properties: { destination } } }) => (destination.sparkEnabled === true ? destination.serviceResourceId as string : []));
  return [...known, ...raw].some((id) => (target(stack, id)?.name ?? id.split('/').pop()) === name);
}

/** What computes is the identity of the workspace; the program alone is a container of its own. */
function rightsOf(stack: SynthesizedStack, workspace: Attributes, own: Attributes): { reads: string[]; writes: string[]; principal: string } {
  const principal = `\${azurerm_user_assigned_identity.${identityName(workspace.primary_user_assigned_identity)}.principal_id}`;
  const isProgram = (scope: string) => target(stack, target(stack, scope)?.storage_account_id) === own;
  const grants = all(stack, 'azurerm_role_assignment').filter(({ principal_id, scope }) => principal_id === principal && !isProgram(scope as string));
  const prefixes = (role: string) => grants.filter(({ role_definition_name }) => role_definition_name === role)
    .map(({ condition }) => /blobs:path\] StringStartsWith '([^']*)'/.exec(condition ?? '')?.[1] ?? '');
  return { reads: prefixes('Storage Blob Data Reader'), writes: prefixes('Storage Blob Data Contributor'), principal };
}

const STARTS = ['Microsoft.Logic/workflows/triggers/run/action', `${WORKSPACES}/jobs/write`];
const GOES_ON = "@not(contains(createArray('Completed', 'Failed', 'Canceled'), item()?['properties']?['status']))";
const SINCE = /^@greater\(ticks\(item\(\)\['systemData'\]\['createdAt'\]\), ticks\(addSeconds\(utcNow\(\), -(\d+)\)\)\)$/;

/** What is started after a breach, and what is asked before; a guard that does not see whether a run goes on guards nothing. */
function retrainingOf(stack: SynthesizedStack, guard: Guard, heard: readonly Signal[]): DriftMonitorFacts['retraining'] {
  const decides = guard.actions.has_breach?.actions.may_retrain as Attributes | undefined;
  const condition = (decides?.expression.and[0].equals[0] ?? '') as string;
  const [, list = ''] = /^@contains\(createArray\(([^)]+)\), outputs\('signal'\)\)$/.exec(condition) ?? [];
  if (!decides || !heard.some(({ config }) => list.includes(`'${config.signal as string}'`))) return undefined;
  const { is_free: free, outcome, going, recent, today } = decides.actions as Attributes;
  const starts = free.expression.and[0].equals[0] === "@equals(outputs('outcome'), 'started')" ? startedBy(stack, guard, free.actions as Attributes) : undefined;
  if (starts === undefined) return undefined;
  const asks = (question: RegExp) => question.exec(outcome.inputs as string);
  const seconds = (query: Attributes) => Number(SINCE.exec(query.inputs.where)?.[1] ?? 0);
  const triggers = Object.values<Attributes>(guard.workflow.body.properties.definition.triggers);
  const isAlone = asks(/if\(not\(empty\(body\('going'\)\)\), 'running'/) && going.inputs.where === GOES_ON
    && triggers.every(({ runtimeConfiguration }) => runtimeConfiguration?.concurrency.runs === 1);
  const [, limit] = asks(/if\(greaterOrEquals\(length\(body\('today'\)\), (\d+)\), 'limit'/) ?? [];
  return {
    starts,
    coolDownSeconds: isAlone && asks(/if\(not\(empty\(body\('recent'\)\)\), 'cool-down'/) ? seconds(recent) : 0,
    maxRunsPerDay: limit !== undefined && seconds(today) === 86_400 ? Number(limit) : Infinity,
  };
}

/** The job whose workflow is started, or the pipeline whose component is, if the guard may. */
function startedBy(stack: SynthesizedStack, { workflow }: Guard, { start, versions }: Attributes): string | undefined {
  const [, reference] = /^https:\/\/management\.azure\.com(\$\{[^}]+\})\//.exec(start.inputs.uri) ?? [];
  const started = target(stack, reference);
  const grants = all(stack, 'azurerm_role_assignment').filter(({ principal_id, scope }) => target(stack, principal_id) === workflow && target(stack, scope) === started);
  const permissions = grants.flatMap(({ role_definition_id }) => (target(stack, role_definition_id)?.permissions ?? []) as Attributes[]);
  if (!permissions.some((one) => (one.actions as string[] | undefined)?.some((action) => STARTS.includes(action)))) return undefined;
  return versions ? /\/components\/([^/]+)\/versions\?/.exec(versions.inputs.uri)![1] : (started!.name as string).replace(/-start$/, '');
}
