import { Json, list } from '../../support/cloudformation';
import { DriftMonitorFacts, EndpointFacts, Facts, StoreFacts } from '../facts';
import { bucketReaders } from './aws-features';
import { Allowed } from './aws-models';
import { AwsReferences, awsRights } from './aws-runs';
import { MonitoredPlace } from './cluster-drift';

/** What monitors watch and lie in, which was read before them. */
export type Watched = Pick<Facts, 'software' | 'stores' | 'endpoints' | 'clusters'>;

/** A schedule of Model Monitor with the definition that it names. */
export interface MonitoringJob {
  readonly scheduleName: string;
  readonly type: string;
  readonly expression: string;
  readonly definition: Json;
}

/** A state machine, as others refer to it. */
export interface Machine {
  readonly name: string;
  readonly definition: Json;
  readonly role: string;
  is(reference: string): boolean;
}

export interface EventRule {
  readonly pattern: Json;
  readonly targets: ReadonlyArray<{ readonly arn: string; readonly input?: string }>;
}

/** An alarm over one series or several. */
export interface MetricAlarm {
  readonly threshold: number;
  readonly comparison: string;
  readonly series: ReadonlyArray<{ readonly metric: string; readonly dimensions: Readonly<Record<string, string>> }>;
}

/** Monitors of SageMaker in the words of CloudFormation, as each of the two engines refers to their parts. */
export interface DriftParts {
  readonly jobs: readonly MonitoringJob[];
  readonly machines: readonly Machine[];
  readonly rules: readonly EventRule[];
  readonly alarms: readonly MetricAlarm[];
  readonly endpoints: readonly EndpointFacts[];
  readonly policies: readonly Allowed[];
  readonly references: AwsReferences;
  storeOf(address: string): StoreFacts | undefined;
}

/** What a schedule adds to the name of its monitor. */
const SUFFIXES: Readonly<Record<string, string>> = { DataQuality: '-data-quality', ModelQuality: '-model-quality', ModelBias: '-bias', ModelExplainability: '-attribution' };

export function sageMakerMonitors(parts: DriftParts): DriftMonitorFacts[] {
  const nameOf = ({ scheduleName, type }: MonitoringJob) => scheduleName.slice(0, -SUFFIXES[type]!.length);
  const names = [...new Set(parts.jobs.map(nameOf))];
  return names.map((name) => monitor(name, parts.jobs.filter((job) => nameOf(job) === name), parts));
}

/** A part of a definition that has the name of its type before it. */
const partOf = ({ type, definition }: MonitoringJob, part: string): Json => definition[`${type}${part}`];

function monitor(name: string, jobs: readonly MonitoringJob[], parts: DriftParts): DriftMonitorFacts {
  const { references, storeOf, endpoints, policies, alarms } = parts;
  const machine = (suffix: string) => parts.machines.find((found) => found.name === `${name}-${suffix}`);
  const [baseline, report] = [machine('baseline')!, machine('report')!];
  const requests = requestsOf(baseline, 'createProcessingJob');
  const work = [...jobs.map(({ definition }) => definition), ...requests];
  const inputs = jobs.map((job) => partOf(job, 'JobInput'));
  const [watched] = new Set(inputs.map(({ EndpointInput }) => EndpointInput.EndpointName as string));
  const limits = work.map(({ StoppingCondition: stops }) => stops?.MaxRuntimeInSeconds as number | undefined);
  const [role] = new Set(work.map(({ RoleArn }) => RoleArn as string));
  const { reads, writes } = awsRights(references.statements(role!));
  const outputs = jobs.flatMap((job) => list<Json>(partOf(job, 'JobOutputConfig').MonitoringOutputs).map(({ S3Output }) => S3Output.S3Uri as string));
  const own = [role!, baseline.role, report.role];
  const reports = outputs[0]!.replace(/\/[^/]*$/, '');
  const stores = [...outputs, ...requests.flatMap(writtenBy)].map((address) => storeOf(address));
  const signals = signalsOf(name, report, alarms);
  const thresholds = { ...baselineThresholds(baseline, report), ...reportThresholds(report) };
  return {
    name,
    kind: 'managed',
    signals,
    thresholds: Object.fromEntries(Object.entries(thresholds).filter(([threshold]) => signals.includes(threshold.split('/')[0]!))),
    schedule: [...new Set(jobs.map(({ expression }) => expression))].join(' and '),
    maxRunSeconds: limits.includes(undefined) ? undefined : Math.max(...limits as number[]),
    baseline: requests.flatMap(({ ProcessingInputs }) => list<Json>(ProcessingInputs)).find(({ S3Input }) => /\/input\/data$/.test(S3Input.LocalPath as string))?.S3Input.S3Uri ?? '',
    watches: endpoints.find((found) => found.name === watched)?.capture?.location ?? '',
    groundTruth: inputs.map(({ GroundTruthS3Input: truth }) => truth?.S3Uri as string | undefined).find((address) => address !== undefined),
    reports,
    segments: [],
    encrypted: isEncrypted(jobs, baseline, references) && stores.every((store) => store?.encrypted === true),
    private: work.every((one) => staysInside(one, references)) && stores.every((store) => store?.public === false),
    reads,
    writes,
    readers: bucketReaders(policies, storeOf).readersOf(reports).filter((who) => !own.some((one) => mentions(who, one))),
    renewed: parts.rules.some(({ pattern, targets }) => {
      return list<string>(pattern?.detail?.ModelApprovalStatus).includes('Approved')
        && targets.some(({ arn, input }) => baseline.is(arn) && input !== undefined && (JSON.parse(input) as Json).renew === true);
    }),
    retraining: retrainingOf(machine('retrain'), parts),
  };
}

/** Alarms of monitors in clusters, whose logs CloudWatch counts. */
export function countedAlarms(alarms: readonly MetricAlarm[]): Pick<MonitoredPlace, 'watches'> {
  const above = alarms.filter(({ threshold, comparison, series }) => threshold === 0 && comparison === 'GreaterThanThreshold' && series.length === 1);
  return { watches: (name, signal) => above.some(({ series: [one] }) => one!.metric === `${name}-violations` && one!.dimensions.Signal === signal) };
}

/** What a machine asks of a service, at each place where it does. */
function requestsOf({ definition }: Machine, action: string): Json[] {
  return Object.values<Json>(definition.States).filter(({ Resource }) => (Resource as string | undefined)?.endsWith(`:${action}`)).map(({ Arguments }) => Arguments);
}

/** Addresses that are worked out, as far as they are the same each time. */
function writtenBy({ ProcessingOutputConfig: { Outputs } }: Json): string[] {
  return list<Json>(Outputs).map(({ S3Output }) => /s3:\/\/[^"\\]*/.exec(S3Output.S3Uri as string)![0]);
}

/** Results and disks of whatever computes, and what the machine itself writes. */
function isEncrypted(jobs: readonly MonitoringJob[], baseline: Machine, { isKey }: AwsReferences): boolean {
  const puts = [...requestsOf(baseline, 'putObject'), ...requestsOf(baseline, 'copyObject')];
  return jobs.every((job) => isKey(partOf(job, 'JobOutputConfig').KmsKeyId) && isKey(job.definition.JobResources.ClusterConfig.VolumeKmsKeyId))
    && requestsOf(baseline, 'createProcessingJob').every((request) => isKey(request.ProcessingOutputConfig.KmsKeyId) && isKey(request.ProcessingResources.ClusterConfig.VolumeKmsKeyId))
    && puts.every(({ SSEKMSKeyId }) => isKey(SSEKMSKeyId));
}

function staysInside({ NetworkConfig: network }: Json, { isPrivateSubnet }: AwsReferences): boolean {
  const subnets = list<string>(network?.VpcConfig?.Subnets);
  return network?.EnableInterContainerTrafficEncryption === true && subnets.length > 0 && subnets.every((subnet) => isPrivateSubnet(subnet));
}

/** Whether a text has the resource of a reference in it. */
function mentions(text: string, reference: string): boolean {
  const id = /^\$\{((?:aws_\w+\.)?[\w-]+)/.exec(reference)?.[1];
  return id !== undefined && new RegExp(`\\b${id}\\b`).test(text);
}

/** What is counted of reports, and has an alarm that goes off once a threshold was crossed. */
function signalsOf(name: string, report: Machine, alarms: readonly MetricAlarm[]): string[] {
  const counted = JSON.stringify(report.definition).replace(/\\/g, '');
  return alarms.filter(({ threshold, comparison }) => threshold === 0 && comparison === 'GreaterThanThreshold').flatMap(({ series }) => {
    const ofSignals = series.filter(({ metric, dimensions: { DriftMonitor } }) => metric === 'DriftViolations' && DriftMonitor === name);
    return ofSignals.map(({ dimensions: { Signal } }) => Signal!).filter((signal) => counted.includes(`{"Name":"Signal","Value":"${signal}"}`));
  }).sort();
}

/** What the analyzer is told about each column, by the constraints that the machine writes. */
function baselineThresholds(baseline: Machine, report: Machine): Record<string, number> {
  const bodies = requestsOf(baseline, 'putObject').map(({ Body }) => Body as unknown);
  const body = bodies.find((one): one is string => typeof one === 'string' && one.includes('"monitoring_config"'));
  if (body === undefined) return {};
  const columns = JSON.parse(/\[\$feature, \$lookup\((\{.*\}), \$feature\.name\)/.exec(body)![1]!) as Json;
  const config = JSON.parse(/"monitoring_config": (\{.*\}) \}\]\) %\}$/.exec(body)![1]!) as Json;
  const [, prediction] = /'baseline_drift_check' and feature_name = \\*"([^"\\]+)/.exec(JSON.stringify(report.definition)) ?? [];
  if (config.evaluate_constraints !== 'Enabled') return {};
  const compares = config.distribution_constraints.perform_comparison === 'Enabled';
  return Object.fromEntries(Object.entries<Json>(columns).flatMap(([column, { completeness, monitoringConfigOverrides: overrides }]) => {
    const { distribution_constraints: distances } = overrides;
    const missing = completeness === undefined ? [] : [[`data-quality/${column}/missing`, Number(((1 - completeness) * 100).toFixed(4))] as const];
    if (!distances || !compares || distances.comparison_threshold !== distances.categorical_comparison_threshold) return missing;
    return [...missing, [column === prediction ? 'prediction-drift' : `data-drift/${column}`, distances.comparison_threshold as number] as const];
  }));
}

/** What the machine itself holds values of quality, and those of Clarify, against. */
function reportThresholds(report: Machine): Record<string, number> {
  const text = JSON.stringify(requestsOf(report, 'putMetricData')).replace(/\\+"/g, '"');
  const bias = [...text.matchAll(/"Facet","Value":"([^"]+)"\},\{"Name":"Metric","Value":"([^"]+)"\}.*?"crossed": (?:\$abs\(\$v\) > |\$v < )([\d.]+)/g)];
  const quality = [...text.matchAll(/\$value\("(?:weighted_)?([^"]+)"\) [<>] ([\d.]+) \? 1 : 0/g)];
  const [, attribution] = /\$least < ([\d.]+) \?/.exec(text) ?? [];
  return {
    ...Object.fromEntries(quality.map(([, metric, value]) => [`model-quality/${metric}`, Number(value)])),
    ...Object.fromEntries(bias.map(([, facet, metric, value]) => [`bias/${facet}/${metric}`, Number(value)])),
    ...(attribution === undefined ? {} : { 'attribution-drift': Number(attribution) }),
  };
}

const DAY_MILLIS = 86_400_000;
const STARTS = ['startExecution', 'startPipelineExecution', 'submitJob'];

/** What is started after an alarm, and what the guard asks before; one that lets a second run begin while one goes on guards nothing. */
function retrainingOf(guard: Machine | undefined, { rules, machines }: DriftParts): DriftMonitorFacts['retraining'] {
  const hears = ({ pattern, targets }: EventRule) => list<string>(pattern?.detail?.state?.value).includes('ALARM') && targets.some(({ arn }) => guard!.is(arn));
  if (!guard || !rules.some(hears)) return undefined;
  const conditions = list<Json>(guard.definition.States.Decide?.Choices).map(({ Condition }) => Condition as string);
  const found = (pattern: RegExp) => conditions.map((condition) => pattern.exec(condition)?.[1]).find((value) => value !== undefined);
  const alone = conditions.some((condition) => condition.includes('$count($runs[running]) > 0'));
  const coolDown = found(/at > \$millis\(\) - (\d+)\]\) > 0/);
  // A lock is the guard itself.
  const isRun = ({ StateMachineArn }: Json) => !(StateMachineArn as string | undefined)?.includes('$states.context');
  const [{ StateMachineArn, PipelineName, JobName }] = STARTS.flatMap((action) => requestsOf(guard, action)).filter(isRun) as [Json];
  return {
    starts: StateMachineArn === undefined ? PipelineName ?? JobName : machines.find(({ is }) => is(StateMachineArn as string))!.name,
    coolDownSeconds: alone && coolDown !== undefined ? Number(coolDown) / 1_000 : 0,
    maxRunsPerDay: Number(found(new RegExp(`at > \\$millis\\(\\) - ${DAY_MILLIS}\\]\\) >= (\\d+)`)) ?? Infinity),
  };
}
