import { IConstruct } from 'constructs';
import { AlertChannel, Severity } from '../observability';
import { planAlertRoutes } from '../observability/alarm-plan';
import { ProfileSettings } from '../platform/profile';
import { deepFreeze, kebab, physicalName, Problems, requireAcknowledgeable, requireCapability, TakenNames, Target } from '../private';
import { IModelRegistry } from '../registry';
import { ArtifactPath } from '../storage';
import { regionOf } from '../storage/store-region';
import { Duration, Schedule } from '../units';
import { Baseline } from './baseline';
import { DataFormat } from './data-format';
import { DriftMonitorProps } from './drift-monitor';
import { DriftMonitorKind } from './drift-monitor-kind';
import { checkEvidentlyName, DriftMonitorPlace, EvidentlyPlace, planMonitorPlace } from './drift-monitor-place';
import { DriftService } from './drift-service';
import { DriftSignal } from './drift-signal';
import { ANSWERS, overlap, planRetrain, RetrainContext, RetrainPlan } from './retrain-plan';
import { leastDistanceMinutes, longestDistanceSeconds } from './run-distance';
import { planSchema, planValue, SchemaPlan } from './schema-plan';
import { planSignals, SignalPlans } from './signal-plan';
import { DriftSource, EndpointSource, planSource, rememberCapture } from './source-plan';

/** What a target renders as a monitor. */
export interface DriftMonitorPlan<Place extends DriftMonitorPlace = DriftMonitorPlace> {
  readonly name: string;
  readonly place: Place;
  readonly source: DriftSource;
  readonly schema: SchemaPlan;
  readonly baseline: { readonly path: ArtifactPath; readonly format: DataFormat; readonly renewedBy?: IModelRegistry };
  readonly signals: SignalPlans;
  readonly groundTruth?: { readonly path: ArtifactPath; readonly delaySeconds: number };
  readonly schedule: Schedule;
  /** The least time between two runs. */
  readonly distanceSeconds: number;
  /** How far back a run looks: the longest time between two runs, so that none leaves records out. */
  readonly windowSeconds: number;
  readonly maxRunSeconds: number;
  readonly segments: ReadonlyArray<{ readonly feature: string; readonly value: string }>;
  /** Absent where the target has a place of its own. */
  readonly reports?: ArtifactPath;
  /** Who is told beside the platform's channels. */
  readonly alerts: readonly AlertChannel[];
  readonly retraining?: RetrainPlan;
  /** Of the alarms that it did not run, that there is no ground truth, that a retraining failed. */
  readonly severity: Severity;
}

/** What a plan has to know of the platform. */
export interface DriftPlatform {
  readonly construct: IConstruct;
  readonly platformName: string;
  readonly profile: ProfileSettings;
}

/** What the target knows when it asks for a plan. */
export interface DriftMonitorContext {
  readonly target: Target;
  readonly platform: DriftPlatform;
  readonly region?: string;
  /** The cloud's own service; none where there is no cloud. */
  readonly managed?: DriftService;
  readonly evidently: DriftService;
  readonly storageUri: RegExp;
  readonly storageName: string;
  /** Where reports go that nobody says a place of, by the name of the monitor; absent where that is no place in a store. */
  reports?(name: string): ArtifactPath;
  /** Where requests to an endpoint go that nobody says a place of; absent where that is no place in a store. */
  capturePath?(endpoint: string): ArtifactPath;
  /** Notes a schedule that the cloud cannot express. */
  checkSchedule(schedule: Schedule, place: DriftMonitorPlace, problems: Problems): void;
  /** The cloud's own checks; its problems arrive together with core's. */
  check(plan: DriftMonitorPlan, problems: Problems): void;
}

const ACKNOWLEDGEABLE = ['drift/loop'];
const NAMES = new TakenNames();
const HOUR_SECONDS = 3_600;
/** Drift that is found after more than a month is found too late, and no service keeps what a run needs for longer. */
const LONGEST_WINDOW = Duration.days(31);

/** Checks a user's wishes and completes them; throws all that is wrong at once, before anything was made. */
export function planDriftMonitor(scope: IConstruct, id: string, props: DriftMonitorProps, context: DriftMonitorContext): DriftMonitorPlan {
  const problems = new Problems(scope, id);
  const { target, platform } = context;
  const acknowledged = props.acknowledge ?? [];
  requireAcknowledgeable(acknowledged, ACKNOWLEDGEABLE, problems);
  const kind = props.kind ?? DriftMonitorKind.managed();
  const managed = kind._cluster === undefined;
  const place = planMonitorPlace(kind, scope, target, problems);
  // Where there is no service of the cloud, which was said, the rest is checked as Evidently has it.
  const service = (managed ? context.managed : undefined) ?? context.evidently;
  const name = physicalName(service.nameRule, [platform.platformName, kebab(id)].map((part) => part.replace(/[-_]/g, service.nameRule.separator)), problems);
  const source = planSource(props, { scope, target, place, service, platform: platform.construct }, problems);
  const schema = planSchema(props.schema, service, source?.kind === 'endpoint', problems);
  const { groundTruth, onDrift = {} } = props;
  const signals = planSignals(usualSignals(props), { schema, service, target, managed, hasGroundTruth: groundTruth !== undefined }, problems);
  checkData(props, service, context, problems);
  if (groundTruth && service.joinsByRecordId && schema.recordId === undefined) {
    problems.add('drift/no-record-id', 'ground truth is given, but nothing tells which request it belongs to: name the column that both have in the schema\'s \'recordId\'');
  }
  const time = planTime(props, service, problems);
  if (place) problems.collect(() => context.checkSchedule(time.schedule, place, problems));
  const segments = planSegments(props, schema, service, managed, context, problems);
  const reports = props.reports ?? context.reports?.(name);
  if (props.reports) requireStore(props.reports, 'reports are to go to', context, problems);
  checkReports(reports, props, source, context, problems);
  planAlertRoutes(onDrift.alerts ?? [], target, problems);
  const retraining = onDrift.retrain && planRetrain(onDrift.retrain, {
    scope, target, acknowledged, watched: watchedOf(props, source, context), reports: reports?.uri ?? '',
  }, problems);
  checkResponse(onDrift.retrain !== undefined, signals, problems);
  const plan: DriftMonitorPlan | undefined = place && source && {
    name,
    place,
    source,
    schema,
    signals,
    segments,
    retraining,
    ...time,
    reports,
    baseline: { path: props.baseline.path, format: props.baseline.format, renewedBy: props.baseline.renewedBy },
    groundTruth: groundTruth && { path: groundTruth.path, delaySeconds: groundTruth.delay.toSeconds() },
    alerts: onDrift.alerts ?? [],
    severity: platform.profile.failedDeploySeverity,
  };
  if (plan) context.check(plan, problems);
  if (plan && isEvidently(plan)) checkEvidentlyName(name, plan.place, problems);
  else if (NAMES.has(platform.construct, name)) problems.add('drift/name-twice', `a monitor '${name}' of the platform is there already, in this stack or in another: choose another id`);
  problems.throwIfAny();
  if (managed) NAMES.add(platform.construct, name);
  rememberCapture(plan!.source);
  // Frozen are its own parts; constructs that it names are not.
  return deepFreeze(plan!);
}

/** Narrows a plan to where its monitor runs. */
export function isEvidently(plan: DriftMonitorPlan): plan is DriftMonitorPlan<EvidentlyPlace> {
  return plan.place.kind === 'evidently';
}

function usualSignals({ signals }: DriftMonitorProps): DriftSignal[] {
  return signals ?? [DriftSignal.dataQuality(), DriftSignal.dataDrift(), DriftSignal.predictionDrift()];
}

function checkData(props: DriftMonitorProps, service: DriftService, context: DriftMonitorContext, problems: Problems): void {
  const { baseline, batchOutput, groundTruth } = props;
  const { target, region } = context;
  requireStore(baseline.path, 'the baseline is read from', context, problems);
  if (!service.baselineFormats.includes(baseline.format)) {
    problems.add('drift/format', `the data of the baseline is ${baseline.format}, which ${service.name} cannot read: write ${service.baselineFormats.join(' or ')}`);
  }
  if (baseline.renewedBy && baseline.renewedBy.registrySystem !== target.system) {
    problems.add('drift/foreign-registry', `the baseline is to be renewed by a registry of ${baseline.renewedBy.registrySystem}, whose approvals ${target.name} does not hear of: give a registry of this target`);
  }
  if (batchOutput) requireStore(batchOutput.path, 'predictions are read from', context, problems);
  if (!groundTruth) return;
  requireStore(groundTruth.path, 'ground truth is read from', context, problems);
  const where = regionOf(groundTruth.path.store);
  if (where !== undefined && region !== undefined && where !== region) {
    problems.add('drift/ground-truth-region', `ground truth lies in '${where}', but the monitor runs in '${region}', where ${service.name} reads it: keep it in a store of that region`);
  }
}

function requireStore({ uri }: ArtifactPath, wish: string, { storageUri, storageName, target }: DriftMonitorContext, problems: Problems): void {
  if (storageUri.test(uri)) return;
  problems.add('drift/foreign-data', `${wish} '${uri}', which ${target.name} cannot reach: give a path of ${storageName}`);
}

type Time = Pick<DriftMonitorPlan, 'schedule' | 'distanceSeconds' | 'windowSeconds' | 'maxRunSeconds'>;

function planTime({ schedule = Schedule.daily(2), maxRunTime }: DriftMonitorProps, service: DriftService, problems: Problems): Time {
  const { name, leastDistance, longestRun } = service;
  const distanceSeconds = leastDistanceMinutes(schedule) * 60;
  const maxRunSeconds = maxRunTime?.toSeconds() ?? Math.min(HOUR_SECONDS, Math.floor(distanceSeconds / 2));
  const distance = Duration.seconds(distanceSeconds);
  if (distanceSeconds < leastDistance.toSeconds()) {
    problems.add('drift/schedule', `the monitor is to run every ${distance}, but ${name} runs every ${leastDistance} at most: give a longer distance`);
  }
  const windowSeconds = longestDistanceSeconds(schedule);
  if (windowSeconds > LONGEST_WINDOW.toSeconds()) {
    problems.add('drift/schedule', `the monitor is to run by '${schedule.cronExpression ?? schedule.interval}', at times that are more than ${LONGEST_WINDOW} apart, or never come: let it run once a month or more often`);
  }
  if (maxRunSeconds >= distanceSeconds) {
    problems.add('drift/schedule-short', `a run may take ${Duration.seconds(maxRunSeconds)}, but the next one begins after ${distance}: give a shorter 'maxRunTime', or a longer distance between runs`);
  }
  if (maxRunSeconds < 60 || maxRunSeconds > longestRun.toSeconds()) {
    problems.add('drift/run-time', `a run may take ${Duration.seconds(maxRunSeconds)}, but ${name} takes a minute to ${longestRun}: give a time in between`);
  }
  return { schedule, distanceSeconds, windowSeconds, maxRunSeconds };
}

function planSegments(
  { segments = [] }: DriftMonitorProps,
  schema: SchemaPlan,
  { name, mostSegments = Infinity }: DriftService,
  managed: boolean,
  { target }: DriftMonitorContext,
  problems: Problems,
): DriftMonitorPlan['segments'] {
  if (segments.length > 0 && managed) requireCapability(target, 'drift/managed-segments', 'segments are to be measured on their own', problems);
  if (segments.length > mostSegments) problems.add('drift/too-many-segments', `${segments.length} segments are to be measured, but ${name} takes ${mostSegments}: give those that count most`);
  const planned = segments.map(({ feature, value }) => ({ feature, value: planValue(feature, value, 'a segment is told by', schema, problems) }));
  const keys = planned.map(({ feature, value }) => `${feature} = ${value}`);
  keys.filter((key, i) => keys.indexOf(key) !== i).forEach((key) => problems.add('drift/segment-twice', `the segment ${key} is given twice: give it once`));
  return planned;
}

/** What the monitor reads, by what it is to it. What is renewed by a registry is rightly written by who trains. */
function watchedOf({ baseline, groundTruth }: DriftMonitorProps, source: DriftSource | undefined, context: DriftMonitorContext): RetrainContext['watched'] {
  const answers = source && (source.kind === 'batch' ? source.path.uri : answersOf(source, context));
  return [
    ...(answers === undefined ? [] : [{ what: ANSWERS, uri: answers }]),
    ...(groundTruth ? [{ what: 'the ground truth', uri: groundTruth.path.uri }] : []),
    ...(baseline.renewedBy ? [] : [{ what: 'the baseline', uri: baseline.path.uri }]),
  ];
}

/** A report among data would be read as data by the next run. */
function checkReports(
  reports: ArtifactPath | undefined,
  { baseline, ...props }: DriftMonitorProps,
  source: DriftSource | undefined,
  context: DriftMonitorContext,
  problems: Problems,
): void {
  if (!reports) return;
  const read = watchedOf({ ...props, baseline: Baseline.trainingData(baseline.path) }, source, context);
  read.filter(({ uri }) => overlap(uri, reports.uri)).forEach(({ what, uri }) => {
    problems.add('drift/reports', `reports are to go to '${reports.uri}', but '${uri}' is ${what}, which the next run would read them with: give a folder of their own`);
  });
}

function answersOf({ endpoint, capture }: EndpointSource, { capturePath }: DriftMonitorContext): string | undefined {
  return capture.path?.uri ?? endpoint.captureLocation ?? capturePath?.(endpoint.endpointName).uri;
}

function checkResponse(retrains: boolean, signals: SignalPlans, problems: Problems): void {
  if (!retrains || Object.values(signals).some((signal) => (signal as { retrains: boolean }).retrains)) return;
  problems.add('drift/no-retraining-signal', 'drift is to start a retraining, but no signal does: give one with retrains: true, or leave \'retrain\' out');
}
