import { parse } from 'yaml';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { DriftMonitorFacts, EndpointFacts } from '../facts';
import { gives, isAnybody, READS } from './tfgcp-features';
import { rights } from './tfgcp-jobs';
import { all, isPlatformKey, target } from './tfgcp-references';

/** A workflow, the steps of its parts, and what it is told in its first one. */
interface Told {
  readonly workflow: Attributes;
  readonly definition: Attributes;
  readonly config: Attributes;
}

interface Statement {
  readonly sql: string;
}

/** Monitors that are workflows with statements of BigQuery. */
export function bigQueryMonitors(stack: SynthesizedStack, endpoints: readonly EndpointFacts[]): DriftMonitorFacts[] {
  return all(stack, 'google_workflows_workflow').filter(({ source_contents }) => /\bmeasures\b/.test(source_contents as string)).map((workflow) => monitor(stack, endpoints, toldOf(workflow)));
}

/** Terraform doubles what begins an expression of its own; Workflows has the same signs. */
function toldOf(workflow: Attributes): Told {
  const definition = parse((workflow.source_contents as string).replaceAll('$${', '${').replaceAll('%%{', '%{')) as Attributes;
  return { workflow, definition, config: JSON.parse(assigned(definition.main, 'told').text as string) as Attributes };
}

const stepOf = ({ steps }: Attributes, name: string): Attributes => (steps as Attributes[]).find((step) => step[name])?.[name] ?? {};
const assigned = (part: Attributes, name: string) => Object.assign({}, ...(stepOf(part, name).assign ?? []) as Attributes[]) as Attributes;

function monitor(stack: SynthesizedStack, endpoints: readonly EndpointFacts[], told: Told): DriftMonitorFacts {
  const { workflow, config } = told;
  const dataset = target(stack, config.dataset)!;
  const [, account] = /google_service_account\.([\w-]+)\./.exec(workflow.service_account)!;
  const isAccount = (member: string) => member.includes(`google_service_account.${account}.`);
  const measured = [...config.measures, ...config.judgments] as Statement[];
  const signals = measured.map(signalOf).filter((signal) => watches(stack, config, signal));
  const guard = config.retraining ? toldOf(target(stack, config.retraining)!) : undefined;
  const members = membersOf(stack, dataset);
  const { reads, writes } = rights(stack, isAccount);
  return {
    name: config.monitor,
    kind: 'managed',
    signals: [...new Set(signals)].sort(),
    thresholds: Object.assign({}, ...measured.filter((one) => signals.includes(signalOf(one))).map(thresholdsOf)) as Record<string, number>,
    schedule: schedulesOf(stack, workflow).join(' and '),
    maxRunSeconds: maxRunSeconds(told),
    baseline: config.training.uris[0],
    watches: watched(config, endpoints),
    groundTruth: config.truth ? addressOf(config.truth) : undefined,
    reports: `bq://${config.project}.${dataset.dataset_id}.metrics`,
    segments: segmentsOf(config),
    encrypted: isEncrypted(stack, dataset, guard ? [told, guard] : [told]),
    private: staysInside(guard ? [told, guard] : [told]) && !members.some(isAnybody) && !((dataset.access ?? []) as Attributes[]).some(({ special_group }) => special_group === 'allAuthenticatedUsers'),
    reads,
    writes,
    readers: members.filter((member) => !isAccount(member)),
    renewed: renews(stack, told, isAccount),
    retraining: guard && retrains(stack, told, isAccount) ? limitsOf(guard) : undefined,
  };
}

const addressOf = ({ bucket, prefix }: Attributes) => `gs://${bucket}/${prefix}`;

/** As a result is written down. */
const signalOf = ({ sql }: Statement) => /SELECT CURRENT_TIMESTAMP\(\), @run, @\w+, @\w+, @baseline, '([\w-]+)'/.exec(sql)![1]!;

/** Whether an alarm goes off once a threshold of a signal was crossed: each that was is an entry of the log that a metric counts. */
function watches(stack: SynthesizedStack, { log }: Attributes, signal: string): boolean {
  const conditions = all(stack, 'google_monitoring_alert_policy').flatMap((policy) => policy.conditions as Attributes[]).flatMap(({ condition_threshold }) => (condition_threshold ?? []) as Attributes);
  return conditions.some(({ filter, comparison, threshold_value }) => {
    const [, name = ''] = /metric\.type = "logging\.googleapis\.com\/user\/\$\{google_logging_metric\.([\w-]+)\.name\}"/.exec(filter) ?? [];
    const counted = stack.resources('google_logging_metric')[name];
    return comparison === 'COMPARISON_GT' && threshold_value === 0 && (filter as string).includes(`metric.labels.signal = "${signal}"`)
      && counted?.label_extractors?.signal === 'EXTRACT(jsonPayload.signal)' && [`logName="${log as string}"`, 'jsonPayload.violated=true'].every((part) => counted.filter.includes(part));
  });
}

/** Few records are never distributed as many are. */
const BY_MORE_THAN_CHANCE = / held\.value > GREATEST\(limits\.threshold, held\.chance\) AND /;

/** When a value is beyond its threshold. */
const CROSSED: Readonly<Record<string, RegExp>> = {
  'data-quality': /, found\.value > found\.threshold AND /,
  'data-drift': BY_MORE_THAN_CHANCE,
  'prediction-drift': BY_MORE_THAN_CHANCE,
  'model-quality': /, IF\(bound = 'least', value < threshold, value > threshold\) AND /,
  'bias': / < threshold, ABS\(value\) > threshold\) AND /,
};

/** What a statement holds values against: rows by names, or a number beside each metric. */
function thresholdsOf(statement: Statement): Record<string, number> {
  const { sql } = statement;
  const signal = signalOf(statement);
  const [, rows = ''] = /\blimits AS \(SELECT \* FROM UNNEST\(ARRAY<[^[]*>\[(.*?)\]\)\)/.exec(sql) ?? [];
  const limits = [...rows.matchAll(/\('([^']*)', ([\d.]+)/g)].map(([, name, value]) => [name!, Number(value)] as const);
  const beside = [...sql.matchAll(/SELECT '([^']*)' AS name, '([\w-]+)' AS metric, .*? CAST\(([\d.]+) AS FLOAT64\) AS threshold/g)];
  const named: Record<string, () => Array<readonly [string, number]>> = {
    'data-quality': () => limits.map(([name, value]) => [`data-quality/${name}/missing`, value]),
    'data-drift': () => limits.map(([name, value]) => [`data-drift/${name}`, value]),
    'prediction-drift': () => limits.map(([, value]) => ['prediction-drift', value]),
    'model-quality': () => beside.map(([, , metric, value]) => [`model-quality/${metric}`, Number(value)]),
    'bias': () => beside.map(([, feature, metric, value]) => [`bias/${feature}/${metric}`, Number(value)]),
  };
  return CROSSED[signal]?.test(sql) ? Object.fromEntries(named[signal]!()) : {};
}

const schedulesOf = (stack: SynthesizedStack, workflow: Attributes) => all(stack, 'google_cloud_scheduler_job').filter(({ paused, http_target: { uri } }) => {
  const [, execution] = /^https:\/\/workflowexecutions\.googleapis\.com\/v1\/(\$\{[^}]+\})\/executions$/.exec(uri) ?? [];
  return execution !== undefined && target(stack, execution) === workflow && paused !== true;
}).map(({ schedule }) => schedule as string);

/** BigQuery stops what it works on, and nothing more is begun. */
function maxRunSeconds({ definition: { main, job_ended: job }, config }: Told): number | undefined {
  const ends = assigned(main, 'limit')['config.deadline'] === '${sys.now() + config.seconds}'
    && assigned(job, 'measure').left === '${int(config.deadline - sys.now())}'
    && stepOf(job, 'in_time').switch[0].condition === '${left > 0}'
    && assigned(job, 'shape')['work.jobTimeoutMs'] === '${string(left * 1000)}';
  return ends ? config.seconds as number : undefined;
}

/** Files, or the log of an endpoint that has one. */
function watched({ output, requests, read }: Attributes, endpoints: readonly EndpointFacts[]): string {
  if (output) return addressOf(output as Attributes);
  const [, project, dataset, table] = /\/projects\/([^/]+)\/datasets\/([^/]+)\/tables\/(\w+)$/.exec(requests)!;
  const log = `bq://${project}.${dataset}`;
  const isRead = (read.sql as string).includes(`FROM \`${project}.${dataset}.${table}\``);
  return isRead && endpoints.some(({ capture }) => capture?.location.startsWith(log)) ? log : '';
}

/** Parts of the records that every statement takes on their own which takes them apart, the one that learns, too. */
function segmentsOf({ learn, items, measures, judgments }: Attributes): string[] {
  const statements = [learn, items, ...measures, ...judgments].filter((one) => one !== null && /AS segment, TRUE AS inside/.test(one.sql)) as Statement[];
  const [first = [], ...more] = statements.map(({ sql }) => [...sql.matchAll(/STRUCT\('([^']+)' AS segment, _entry\.`([^`]+)` = '([^']*)' AS inside\)/g)].map(([, , feature, value]) => `${feature}=${value}`));
  return first.filter((segment) => more.every((others) => others.includes(segment)));
}

/** What is learned and found, what workflows keep of their runs, and what a pipeline writes. */
function isEncrypted(stack: SynthesizedStack, dataset: Attributes, workflows: readonly Told[]): boolean {
  const tables = all(stack, 'google_bigquery_table').filter(({ dataset_id }) => target(stack, dataset_id) === dataset);
  const pipelines = workflows.flatMap(({ config }) => (config.body ? [config.body as Attributes] : []));
  return [
    dataset.default_encryption_configuration?.kms_key_name,
    ...tables.map(({ encryption_configuration }) => encryption_configuration?.kms_key_name),
    ...workflows.map(({ workflow }) => workflow.crypto_key_name),
    ...pipelines.map(({ encryptionSpec }) => encryptionSpec?.kmsKeyName),
  ].every((key) => isPlatformKey(stack, key as string | undefined));
}

/** Nothing of the platform's own computes: BigQuery does, and workflows talk to services of Google only. */
function staysInside(workflows: readonly Told[]): boolean {
  const hosts = workflows.flatMap(({ definition, config: { what: _template, body: _pipeline, list: _query, ...config } }) => {
    const { main, ...parts } = definition;
    const { told: _, ...steps } = Object.assign({}, ...main.steps as Attributes[]) as Attributes;
    return [...JSON.stringify([config, steps, parts]).matchAll(/https?:\/\/([^/"\\]+)/g)].map(([, host]) => host!);
  });
  return hosts.length > 0 && hosts.every((host) => /(?:^|[.-])googleapis\.com$/.test(host));
}

/** Who reads what is found. */
function membersOf(stack: SynthesizedStack, dataset: Attributes): string[] {
  const grants = ['google_bigquery_dataset_iam_member', 'google_bigquery_table_iam_member'].flatMap((type) => all(stack, type)).filter(({ dataset_id }) => target(stack, dataset_id) === dataset);
  return [...grants, ...all(stack, 'google_project_iam_member')].filter((grant) => gives(stack, grant, READS)).map(({ member }) => member as string);
}

const mayInProject = (stack: SynthesizedStack, isAccount: (member: string) => boolean, right: string) =>
  all(stack, 'google_project_iam_member').some((grant) => isAccount(grant.member as string) && gives(stack, grant, [right]));

/** A run asks which version is approved, and what it has learned has the name of that version. */
function renews(stack: SynthesizedStack, { definition, config }: Told, isAccount: (member: string) => boolean): boolean {
  const { measured, newest_approval: newest } = definition;
  return config.registry !== null && stepOf(measured, 'renewed').switch?.[0].condition === '${config.registry != null}' && /-approved\$/.test(JSON.stringify(newest))
    && assigned(measured, 'shape').values.baseline === '${config.baseline + "/" + approval}' && mayInProject(stack, isAccount, 'aiplatform.models.list');
}

/** Whether something that was crossed starts the workflow that retrains. */
function retrains(stack: SynthesizedStack, { definition: { main }, config }: Told, isAccount: (member: string) => boolean): boolean {
  const measured = [...config.measures, ...config.judgments] as Statement[];
  return measured.some(({ sql }) => /@baseline, '[\w-]+', '\w+', TRUE,/.test(sql)) && /WHERE run = @run AND violated AND retrains\b/.test(config.why.sql as string)
    && stepOf(main, 'retrains').switch?.[0].condition === '${config.retraining != null and why != ""}' && mayInProject(stack, isAccount, 'workflows.executions.create');
}

/** What is started, and what is asked before; a guard that does not see whether a run goes on guards nothing. */
function limitsOf({ definition: { main }, config }: Told): DriftMonitorFacts['retraining'] {
  const conditions = (stepOf(main, 'may').switch as Attributes[]).map(({ condition }) => condition as string);
  const asks = (condition: string) => conditions.includes(`\${${condition}}`);
  const isAlone = asks('runs.running > 0') && stepOf(main, 'alone').switch[0].condition === '${earlier == 0}';
  return {
    starts: config.body?.templateUri ?? /\/workflows\/([^/]+)\/executions$/.exec(config.runs)![1]!,
    coolDownSeconds: isAlone && asks('runs.latest > sys.now() - config.cool_down') ? config.cool_down as number : 0,
    maxRunsPerDay: asks('runs.today >= config.most') ? config.most as number : Infinity,
  };
}
