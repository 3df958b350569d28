import { Construct } from 'constructs';
import { IAlarm, IDashboard, IDriftMonitorMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { driftGraphs, modelInProduction } from '../../core/drift/drift-graphs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { SIGNAL_NAMES, signalsOf } from '../../core/drift/signal-plan';
import { planAlertRoutes } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { FINISHED_EXECUTIONS, logMetricInPromql, SCHEDULER_RESOURCE } from '../../facts/gcp/drift-logs';
import { LoggingMetric } from '../../providers/google/logging-metric';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { Dashboard } from '../observability/dashboard';
import { PromqlMetric } from '../observability/promql-metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { DriftMetrics } from './drift-metrics';

/** What is watched beside what a monitor finds. */
export interface WatchedMonitor {
  readonly platform: IMlPlatform;
  readonly metrics: DriftMetrics;
  readonly workflowName: string;
  /** The job of Cloud Scheduler that fails where no run has ended well in time. */
  readonly checkName: string;
  readonly retrainWorkflowName?: string;
}

/** So long failures are seen. */
const WINDOW = '15m';

/** Makes the alarms of a monitor. */
export function monitorAlarms(scope: Construct, plan: DriftMonitorPlan, watched: WatchedMonitor): IAlarm[] {
  const { platform } = watched;
  return watchedBy(scope, plan, watched).map(({ alarm: { id, suffix, ...alarm }, metric }) =>
    new Alarm(scope, id, { ...alarm, metric, platform, threshold: 0, alarmName: `${plan.name}-${suffix}`, kind: suffix }));
}

/** What calls people, and when. */
interface Watched {
  readonly alarm: DriftAlarm;
  readonly metric: IMetric;
}

function watchedBy(scope: Construct, plan: DriftMonitorPlan, watched: WatchedMonitor): Watched[] {
  const { signals, groundTruth, retraining } = plan;
  const { platform: { project, location }, metrics, workflowName, retrainWorkflowName } = watched;
  const where = (workflow: string) => `gcloud workflows executions list ${workflow} --project=${project} --location=${location} --limit=5`;
  return [
    ...signalsOf(signals).map((signal) => ({ alarm: signalAlarm(plan, signal), metric: metrics.crossedBy(SIGNAL_NAMES[signal]) })),
    { alarm: notRunAlarm(plan, where(workflowName)), metric: notRun(scope, plan, watched) },
    ...(groundTruth && (signals.modelQuality || signals.bias) ? [{ alarm: noGroundTruthAlarm(plan), metric: metrics.crossedBy('ground-truth') }] : []),
    ...(retraining ? [{ alarm: retrainFailedAlarm(plan, where(retrainWorkflowName!)), metric: failed(plan, retrainWorkflowName!, location, 'retrainings that failed') }] : []),
  ];
}

/** Runs that failed, and checks that found none. */
function notRun(scope: Construct, plan: DriftMonitorPlan, { platform: { project, location }, workflowName, checkName }: WatchedMonitor): IMetric {
  const name = `${plan.name}-drift-missing`;
  new LoggingMetric(scope, 'Missing', {
    project,
    name,
    description: `Counts the hours without a run of the monitor ${plan.name}`,
    filter: `resource.type="${SCHEDULER_RESOURCE}" AND resource.labels.job_id="${checkName}" AND severity>=ERROR`,
    metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: `${plan.name}: hours without a run` },
  });
  const counted = `sum(increase(${logMetricInPromql(name)}{monitored_resource="${SCHEDULER_RESOURCE}"}[${WINDOW}])) or vector(0)`;
  return new PromqlMetric({ query: `(${failures(workflowName, location)}) + (${counted})`, label: `${plan.name}: runs that failed or are missing`, unit: MetricUnit.COUNT, statistic: Statistic.SUM });
}

function failed({ name }: DriftMonitorPlan, workflow: string, location: string, label: string): IMetric {
  return new PromqlMetric({ query: failures(workflow, location), label: `${name}: ${label}`, unit: MetricUnit.COUNT, statistic: Statistic.SUM });
}

function failures(workflow: string, location: string): string {
  return `sum(increase(${FINISHED_EXECUTIONS}{workflow_id="${workflow}",location="${location}",status="FAILED"}[${WINDOW}])) or vector(0)`;
}

/** Has the alarms of a monitor tell its own notification channels, too. */
export function tellOwnChannels(scope: Construct, { name, alerts }: DriftMonitorPlan, platform: IMlPlatform, alarms: readonly Alarm[]): void {
  if (alerts.length === 0) return;
  const { project, tags } = platform;
  const { ids } = new AlertTopics(scope, 'Alerts', planAlertRoutes(alerts, TARGET, new Problems()), { project, name, labels: tags, after: [] });
  alarms.forEach((alarm) => alarm._alsoTell(ids[alarm.severity]));
}

/** The page of graphs of a monitor. */
export function monitorDashboard(monitor: Construct, platform: IMlPlatform, plan: DriftMonitorPlan, metrics: IDriftMonitorMetrics): IDashboard {
  const dashboard = new Dashboard(monitor, 'Dashboard', { platform, dashboardName: `${plan.name}: drift` });
  dashboard.addText('Model in production', modelInProduction(plan));
  driftGraphs(plan, metrics).forEach(({ title, metrics: shown }) => dashboard.addGraph(title, ...shown));
  return dashboard;
}
