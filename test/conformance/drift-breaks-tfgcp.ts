import { Break, has, inside, on, untagged } from './breaks';
import { onlyMonitor } from './drift-builds';
import { capture, monitor, noRetraining, noSignal, nothingOnPage, nothingWatched, noThreshold, reads, retraining, silent, thresholds, unlimited } from './drift-shows';

const DATASET = 'google_bigquery_dataset';
const WORKFLOW = 'google_workflows_workflow';

/** Done to the workflow that measures, and to the one that retrains: definitions are text, and what they are told is text in it. */
const runner = (found: RegExp, other: string) => on(WORKFLOW, /Drift_BigQuery_Runner/, inside(found, other));
const guard = (found: RegExp, other: string) => on(WORKFLOW, /Drift_BigQuery_Retraining/, inside(found, other));

/** Of monitors by BigQuery. */
export const TFGCP: Break[] = [
  { what: 'a data set without the key', change: on(DATASET, /Drift/, (found) => delete found.default_encryption_configuration), shows: monitor({ encrypted: false }) },
  { what: 'results without the key', change: on('google_bigquery_table', /Drift.*Metrics/, (found) => delete found.encryption_configuration), shows: monitor({ encrypted: false }) },
  { what: 'a workflow without the key', change: on(WORKFLOW, /Drift_BigQuery_Runner/, (found) => delete found.crypto_key_name), shows: monitor({ encrypted: false }) },
  { what: 'a guard without the key', change: on(WORKFLOW, /Drift_BigQuery_Retraining/, (found) => delete found.crypto_key_name), shows: monitor({ encrypted: false }) },
  { what: 'results that everybody reads', change: on('google_bigquery_dataset_iam_member', /Drift.*Reader/, (found) => { found.member = 'allAuthenticatedUsers'; }), shows: monitor({ private: false }) },
  { what: 'a data set that lets everybody in', change: on(DATASET, /Drift/, (found) => { found.access = [{ role: 'READER', special_group: 'allAuthenticatedUsers' }]; }), shows: monitor({ private: false }) },
  { what: 'results that a stranger reads', change: on('google_bigquery_dataset_iam_member', /Drift.*Reader/, (found) => { found.member = 'group:stranger@acme.io'; }), shows: (facts) => has(onlyMonitor(facts).readers, 'stranger') },
  { what: 'results that are sent elsewhere', change: runner(/logging\.googleapis\.com\/v2/g, 'logs.example.com/v2'), shows: monitor({ private: false }) },
  { what: 'runs without a limit of time', change: runner(/work\.jobTimeoutMs/g, 'work.nothing'), shows: unlimited },
  { what: 'runs that are begun after their time', change: runner(/left > 0/g, 'true'), shows: unlimited },
  { what: 'runs with a longer limit', change: runner(/(?<=\bseconds\\+":)7200/g, '86400'), shows: monitor({ maxRunSeconds: 86_400 }) },
  { what: 'a schedule that seldom runs', change: on('google_cloud_scheduler_job', /Drift.*Schedule/, (found) => { found.schedule = '0 4 1 * *'; }), shows: monitor({ schedule: '0 4 1 * *' }) },
  { what: 'a schedule that waits', change: on('google_cloud_scheduler_job', /Drift.*Schedule/, (found) => { found.paused = true; }), shows: monitor({ schedule: '' }) },
  { what: 'an account that may read all', change: on('google_storage_bucket_iam_member', /Drift.*fraud-train/, (found) => delete found.condition), shows: reads('') },
  { what: 'an alarm that comes late', change: on('google_monitoring_alert_policy', /Drift.*DataDrift/, inside(/"threshold_value":0/g, '"threshold_value":5')), shows: noSignal('data-drift') },
  { what: 'an alarm of another signal', change: on('google_monitoring_alert_policy', /Drift.*DataDrift/, inside(/signal = \\"data-drift/g, 'signal = \\"data-quality')), shows: noSignal('data-drift') },
  { what: 'an alarm that calls nobody', change: on('google_monitoring_alert_policy', /Drift.*NotRun/, (found) => { found.notification_channels = []; }), shows: silent },
  { what: 'crossed thresholds that nobody counts', change: on('google_logging_metric', /Drift.*Violations/, inside(/violated=true/g, 'violated=false')), shows: noSignal('data-drift') },
  { what: 'a threshold of drift that was raised', change: runner(/\('country', 0\.3\)/g, "('country', 0.9)"), shows: thresholds({ 'data-drift/country': 0.9 }) },
  { what: 'a limit of data quality that was raised', change: runner(/\('amount', 2, /g, "('amount', 50, "), shows: thresholds({ 'data-quality/amount/missing': 50 }) },
  { what: 'a threshold of quality that was lowered', change: runner(/CAST\(0\.8 AS FLOAT64\) AS threshold, 'least'/g, "CAST(0.1 AS FLOAT64) AS threshold, 'least'"), shows: thresholds({ 'model-quality/f1': 0.1 }) },
  { what: 'a difference between groups that nobody minds', change: runner(/CAST\(0\.1 AS FLOAT64\) AS threshold/g, 'CAST(0.9 AS FLOAT64) AS threshold'), shows: thresholds({ 'bias/sex/demographic-parity-difference': 0.9 }) },
  { what: 'groups that nobody compares', change: runner(/ABS\(value\) > threshold/g, 'FALSE'), shows: noThreshold('bias/sex/demographic-parity-difference') },
  { what: 'bias that nobody counts', change: runner(/@baseline, 'bias'/g, "@baseline, 'nothing'"), shows: noSignal('bias') },
  { what: 'values that nothing is held against', change: runner(/held\.value > GREATEST\(limits\.threshold, held\.chance\)/g, 'FALSE'), shows: noThreshold('data-drift/country') },
  { what: 'a signal that nobody measures', change: runner(/@baseline, 'data-drift'/g, "@baseline, 'nothing'"), shows: noSignal('data-drift') },
  { what: 'requests that nobody reads', change: runner(/\.request_response_logging`/g, '.others`'), shows: monitor({ watches: '' }) },
  { what: 'a baseline that nobody renews', change: runner(/-approved\$/g, '-rejected$'), shows: monitor({ renewed: false }) },
  { what: 'a baseline that is the same for each version', change: runner(/ \+ approval\}/g, ' + run}'), shows: monitor({ renewed: false }) },
  { what: 'drift that starts nothing', change: runner(/AND violated AND retrains/g, 'AND FALSE'), shows: noRetraining },
  { what: 'an account that may start nothing', change: on('google_project_iam_member', /Drift_BigQuery_Account_Runs/, (found) => { found.role = 'roles/logging.logWriter'; }), shows: noRetraining },
  { what: 'a guard without a cool-down', change: guard(/(?<=cool_down\\+":)604800/g, '60'), shows: retraining({ coolDownSeconds: 60 }) },
  { what: 'a guard that does not look whether one goes on', change: guard(/runs\.running > 0/g, 'false'), shows: retraining({ coolDownSeconds: 0 }) },
  { what: 'a guard that decides twice at once', change: guard(/earlier == 0/g, 'true'), shows: retraining({ coolDownSeconds: 0 }) },
  { what: 'a guard that starts many a day', change: guard(/(?<=most\\+":)2/g, '200'), shows: retraining({ maxRunsPerDay: 200 }) },
  { what: 'a guard that does not count', change: guard(/runs\.today >= config\.most/g, 'false'), shows: retraining({ maxRunsPerDay: Infinity }) },
  { what: 'an endpoint that keeps nothing', change: on('google_vertex_ai_endpoint', /Fraud/, (found) => delete found.predict_request_response_logging_config), shows: nothingWatched },
  { what: 'an endpoint that keeps few requests', change: on('google_vertex_ai_endpoint', /Fraud/, inside(/"sampling_rate":1/g, '"sampling_rate":0.05')), shows: capture(5) },
  { what: 'a page without a word of the model', change: on('google_monitoring_dashboard', /Drift/, inside(/Model in production/g, '')), shows: nothingOnPage },
  { what: 'a data set without labels', change: on(DATASET, /Drift/, (found) => delete found.labels), shows: untagged(DATASET) },
];
