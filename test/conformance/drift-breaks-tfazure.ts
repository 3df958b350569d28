import { Break, Change, has, inside, Json, on, open, untagged } from './breaks';
import { onlyMonitor } from './drift-builds';
import { capture, monitor, noRetraining, noSignal, nothingOnPage, nothingWatched, noThreshold, reads, retraining, silent, thresholds, writes } from './drift-shows';

const WORKSPACES = 'Microsoft.MachineLearningServices/workspaces';

/** What a component is told is one word of its command line. */
const told = (component: RegExp, change: Change) => on(`${WORKSPACES}/components/versions`, component, ({ body }) => {
  const { componentSpec } = body.properties;
  componentSpec.args = (componentSpec.args as string).replace(/(?<=--config )\S+/, (word) => {
    const config = JSON.parse(Buffer.from(word, 'base64').toString()) as Json;
    change(config);
    return Buffer.from(JSON.stringify(config)).toString('base64');
  });
});

const schedule = (change: Change) => on(`${WORKSPACES}/schedules`, /Drift/, ({ body }) => change(body.properties));
const definition = (change: Change) => schedule(({ action }) => change(action.monitorDefinition));
const guard = (found: RegExp, other: string) => on('Microsoft.Logic/workflows', /Drift_Managed_Retraining/, inside(found, other));
const account = (change: Change) => on('azurerm_storage_account', /Drift/, change);
const store = (change: Change) => on('azurerm_storage_account', /Artifacts/, change);
const alarm = (change: Change) => on('azurerm_monitor_scheduled_query_rules_alert_v2', /Drift_Managed_DataDrift/, change);
const JOINED = 'azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint';

/** What somebody may do below a folder, by how it is described. */
const grant = (role: string, prefix: string, principal: 'Group' | 'ServicePrincipal', change: Change) => on('azurerm_role_assignment', /Artifacts_/, (found) => {
  if (found.role_definition_name === role && (found.condition as string | undefined)?.includes(`'${prefix}`) && found.principal_type === principal) change(found);
});

/** Of monitors by Azure ML. */
export const TFAZURE: Break[] = [
  { what: 'an account of the program without the key', change: account((found) => delete found.customer_managed_key), shows: monitor({ encrypted: false }) },
  { what: 'a store without the key', change: store((found) => delete found.customer_managed_key), shows: monitor({ encrypted: false }) },
  { what: 'a workspace without the key', change: on('azurerm_machine_learning_workspace', /./, (found) => delete found.encryption), shows: monitor({ encrypted: false }) },
  { what: 'an account of the program on the internet', change: account(({ network_rules }) => { network_rules.default_action = 'Allow'; }), shows: (facts) => { monitor({ private: false })(facts); open('azurerm_storage_account')(facts); } },
  { what: 'an account with keys', change: account((found) => { found.shared_access_key_enabled = true; }), shows: monitor({ private: false }) },
  { what: 'a store on the internet', change: store(({ network_rules }) => { network_rules.default_action = 'Allow'; }), shows: monitor({ private: false }) },
  { what: 'a workspace on the internet', change: on('azurerm_machine_learning_workspace', /./, (found) => { found.public_network_access_enabled = true; }), shows: monitor({ private: false }) },
  { what: 'a network without Spark', change: on('azapi_resource_action', /Provision/, ({ body }) => { body.includeSpark = false; }), shows: monitor({ private: false }) },
  { what: 'a store that Spark reaches by the internet', change: on(JOINED, /Artifacts/, (found) => { found.spark_enabled = false; }), shows: monitor({ private: false }) },
  { what: 'a program that Spark reaches by the internet', change: on(`${WORKSPACES}/outboundRules`, /Drift/, ({ body }) => { body.properties.destination.sparkEnabled = false; }), shows: monitor({ private: false }) },
  { what: 'machines of a cluster in place of Spark', change: definition(({ computeConfiguration }) => { computeConfiguration.computeType = 'AmlCompute'; }), shows: monitor({ private: false }) },
  { what: 'a guard that anybody may call', change: on('Microsoft.Logic/workflows', /Drift_Managed_Retraining/, ({ body }) => delete body.properties.accessControl), shows: monitor({ private: false }) },
  { what: 'a schedule that seldom runs', change: schedule(({ trigger }) => { trigger.expression = '0 4 1 * *'; }), shows: monitor({ schedule: '0 4 1 * *' }) },
  { what: 'a schedule that is off', change: schedule((found) => { found.isEnabled = false; }), shows: monitor({ schedule: '' }) },
  { what: 'a schedule without tags', change: schedule((found) => delete found.tags), shows: untagged('Drift_Managed_Schedule') },
  { what: 'an identity that may read all', change: grant('Storage Blob Data Reader', 'fraud/train/', 'ServicePrincipal', (found) => delete found.condition), shows: reads('') },
  { what: 'an identity that may write all', change: grant('Storage Blob Data Contributor', 'drift/ml-drift/', 'ServicePrincipal', (found) => delete found.condition), shows: writes('') },
  { what: 'reports that a stranger reads', change: grant('Storage Blob Data Reader', 'drift/ml-drift/', 'Group', (found) => { found.principal_id = 'stranger'; }), shows: (facts) => has(onlyMonitor(facts).readers, 'stranger') },
  { what: 'an alarm that comes late', change: alarm(({ criteria }) => { criteria[0].threshold = 5; }), shows: noSignal('data-drift') },
  { what: 'an alarm that is off', change: alarm((found) => { found.enabled = false; }), shows: noSignal('data-drift') },
  { what: 'an alarm that looks elsewhere', change: alarm(inside(/ml-drift-guard/g, 'ml-drift-other')), shows: noSignal('data-drift') },
  { what: 'an alarm that calls nobody', change: on('azurerm_monitor_metric_alert', /Drift_Managed_NotRun/, (found) => { found.action = []; }), shows: silent },
  { what: 'a guard that hears of nothing', change: on('azurerm_eventgrid_system_topic_event_subscription', /Drift.*breaches/, (found) => { found.included_event_types = ['Microsoft.MachineLearningServices.ModelRegistered']; }), shows: (facts) => { monitor({ signals: [] })(facts); noRetraining(facts); } },
  { what: 'a guard that hears of another monitor', change: on('azurerm_eventgrid_system_topic_event_subscription', /Drift.*breaches/, inside(/ml-drift_/g, 'other_')), shows: monitor({ signals: [] }) },
  { what: 'a guard that tells nobody', change: guard(/"Kind":"breach"/g, '"Kind":"nothing"'), shows: monitor({ signals: [] }) },
  { what: 'a threshold of drift that was raised', change: told(/Measure-data-drift/, ({ limits }) => { limits.country = 0.9; }), shows: thresholds({ 'data-drift/country': 0.9 }) },
  { what: 'a limit of data quality that was raised', change: told(/Measure-data-quality/, ({ limits }) => { limits.amount.missing = 50; }), shows: thresholds({ 'data-quality/amount/missing': 50 }) },
  { what: 'a threshold of quality that was lowered', change: told(/Measure-model-quality/, ({ limits }) => { limits.f1.value = 0.1; }), shows: thresholds({ 'model-quality/f1': 0.1 }) },
  { what: 'a difference between groups that nobody minds', change: told(/Measure-bias/, ({ limits }) => { limits['demographic-parity-difference'] = 0.9; }), shows: thresholds({ 'bias/sex/demographic-parity-difference': 0.9 }) },
  { what: 'groups that nobody compares', change: told(/Measure-bias/, (found) => { found.facets = {}; }), shows: noThreshold('bias/sex/disparate-impact') },
  { what: 'a threshold of attribution that was lowered', change: told(/Measure-attribution-drift/, ({ limits }) => { limits.ndcg = 0.1; }), shows: thresholds({ 'attribution-drift': 0.1 }) },
  { what: 'answers without a ground truth', change: told(/PrepareLater/, (found) => delete found.truth), shows: monitor({ groundTruth: undefined }) },
  { what: 'a signal that may be crossed', change: definition(({ signals }) => { signals['ml-drift_data-drift'].metricThresholds[0].threshold.value = 5; }), shows: noSignal('data-drift') },
  { what: 'a signal that nobody measures', change: definition(({ signals }) => delete signals['ml-drift_data-drift']), shows: noSignal('data-drift') },
  { what: 'requests that nobody reads', change: definition(inside(/paths\/capture\/ml-fraud/g, 'paths/capture/other')), shows: monitor({ watches: '' }) },
  { what: 'drift that starts nothing', change: guard(/createArray\('data-drift', [^)]*\)/g, "createArray('nothing')"), shows: noRetraining },
  { what: 'a guard that may start nothing', change: on('azurerm_role_definition', /Train.*StartRole/, inside(/triggers\/run\/action/g, 'triggers/read')), shows: noRetraining },
  { what: 'a guard without a cool-down', change: guard(/-604800/g, '-60'), shows: retraining({ coolDownSeconds: 60 }) },
  { what: 'a guard that does not look whether one goes on', change: guard(/not\(empty\(body\('going'\)\)\)/g, 'false'), shows: retraining({ coolDownSeconds: 0 }) },
  { what: 'a guard that takes running ones for ended', change: guard(/'Completed', 'Failed', 'Canceled'/g, "'Completed', 'Failed', 'Canceled', 'Running'"), shows: retraining({ coolDownSeconds: 0 }) },
  { what: 'a guard that decides twice at once', change: guard(/"concurrency":\{"runs":1\}/g, '"concurrency":{"runs":25}'), shows: retraining({ coolDownSeconds: 0 }) },
  { what: 'a guard that starts many a day', change: guard(/length\(body\('today'\)\), 2\)/g, "length(body('today')), 200)"), shows: retraining({ maxRunsPerDay: 200 }) },
  { what: 'an endpoint that keeps nothing', change: on('Microsoft.Logic/workflows', /Fraud_Managed_Rollout/, inside(/"dataCollector":/g, '"noCollector":')), shows: nothingWatched },
  { what: 'an endpoint that keeps few requests', change: on('Microsoft.Logic/workflows', /Fraud_Managed_Rollout/, inside(/"samplingRate":1\b/g, '"samplingRate":0.05')), shows: capture(5) },
  { what: 'a page without a word of the model', change: on('azurerm_application_insights_workbook', /Drift/, inside(/Model in production/g, '')), shows: nothingOnPage },
];
