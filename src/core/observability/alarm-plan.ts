import { IConstruct } from 'constructs';
import { Budget } from '../platform/budget';
import { ProfileSettings } from '../platform/profile';
import { isUnresolved, Problems, requireCapability, Target } from '../private';
import { AlarmProps, Comparison } from './alarm';
import { AlertChannel } from './alert-channel';
import { IMetric } from './metric';
import { Severity } from './severity';

/** What a target renders as an alarm. */
export interface AlarmPlan {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly severity: Severity;
  readonly periods: number;
  readonly description: string;
}

export function planAlarm(props: AlarmProps, metricSystem: string, problems: Problems): AlarmPlan {
  requireMetricOf(metricSystem, props.metric, problems);
  if (!isUnresolved(props.threshold) && !Number.isFinite(props.threshold)) problems.add('alarms/threshold', `${props.threshold} is no threshold: give a number`);
  const periods = props.periods ?? 1;
  if (!Number.isInteger(periods) || periods < 1) problems.add('alarms/periods', `${periods} periods cannot be watched: give 1 or more`);
  return {
    metric: props.metric,
    threshold: props.threshold,
    comparison: props.comparison ?? Comparison.ABOVE,
    severity: props.severity ?? Severity.WARNING,
    periods,
    description: props.description,
  };
}

/** Notes that a metric belongs to another cloud than the alarm or graph that it is put into. */
export function requireMetricOf(metricSystem: string, metric: IMetric, problems: Problems): void {
  if (metric.metricSystem !== metricSystem) {
    problems.add('alarms/wrong-target', `'${metric.label}' is a metric of ${metric.metricSystem}, which ${metricSystem} cannot read: take it from a handle of this platform`);
  }
}

/** The same for all the lines of a graph; throws when one is foreign. */
export function requireMetricsOf(metricSystem: string, metrics: readonly IMetric[], scope: IConstruct): void {
  const problems = new Problems(scope);
  metrics.forEach((metric) => requireMetricOf(metricSystem, metric, problems));
  problems.throwIfAny();
}

/** The channels of each severity; a severity that nobody takes has none. */
export type AlertRoutes = Readonly<Record<Severity, readonly AlertChannel[]>>;

export function planAlertRoutes(channels: readonly AlertChannel[], target: Target, problems: Problems): AlertRoutes {
  channels.forEach((channel) => {
    const kind = channel.kind as 'email' | 'webhook' | 'existing';
    if (kind !== 'existing') requireCapability(target, `alerts/${kind}`, `alarms are to go to the ${kind} '${channel.address}'`, problems);
  });
  const of = (severity: Severity) => channels.filter((channel) => channel.severities.includes(severity));
  return { [Severity.CRITICAL]: of(Severity.CRITICAL), [Severity.WARNING]: of(Severity.WARNING), [Severity.INFO]: of(Severity.INFO) };
}

/** The alarms that every platform has: one for each thing that somebody has to look at. */
export interface PlatformAlarmPlan {
  readonly kind: 'spend' | 'failed-deploys' | 'storage-growth' | 'denied-access';
  readonly severity: Severity;
  readonly title: string;
  readonly description: string;
  /** In the unit of the alarm: percent of the budget, failures or denials in the window, bytes. */
  readonly threshold: number;
  /** The window in which events are counted, in minutes. */
  readonly windowMinutes: number;
}

/** More denials than this in one window are no typing error any more. */
const DENIALS_IN_WINDOW = 10;

/** The alarm of a store that holds more than it should: the platform's own, or one beside it. */
export function planGrowthAlarm(platformName: string, aboveBytes: number): PlatformAlarmPlan {
  return {
    kind: 'storage-growth',
    severity: Severity.WARNING,
    title: `${platformName}: the artifact store has grown`,
    description: 'The artifact store holds more than it should. Look for checkpoints that nobody deletes, or raise alarmAbove.',
    threshold: aboveBytes,
    windowMinutes: 24 * 60,
  };
}

/** One of a platform's alarms; those of spend are several. */
export function alarmOf(alarms: readonly PlatformAlarmPlan[], kind: Exclude<PlatformAlarmPlan['kind'], 'spend'>): PlatformAlarmPlan {
  return alarms.find((alarm) => alarm.kind === kind)!;
}

export function planPlatformAlarms(name: string, profile: ProfileSettings, budget: Budget | undefined, storageBytes: number): PlatformAlarmPlan[] {
  const spend: PlatformAlarmPlan[] = (budget?.alertAtPercent ?? []).map((percent) => ({
    kind: 'spend',
    severity: percent >= 100 ? Severity.CRITICAL : Severity.WARNING,
    title: `${name}: spend at ${percent} % of the budget`,
    description: `The month's cost has reached ${percent} % of ${budget!.amount}. Look for clusters and endpoints that nobody uses.`,
    threshold: percent,
    windowMinutes: 24 * 60,
  }));
  return [
    ...spend,
    {
      kind: 'failed-deploys',
      severity: profile.failedDeploySeverity,
      title: `${name}: a deployment failed`,
      description: 'A deployment of this platform failed or was rolled back. Read its events; what served before still serves.',
      threshold: 0,
      windowMinutes: 5,
    },
    planGrowthAlarm(name, storageBytes),
    {
      kind: 'denied-access',
      severity: Severity.WARNING,
      title: `${name}: access was denied repeatedly`,
      description: 'More requests than usual were refused for lack of rights. Either a role lacks something, or somebody tries doors.',
      threshold: DENIALS_IN_WINDOW,
      windowMinutes: 15,
    },
  ];
}
