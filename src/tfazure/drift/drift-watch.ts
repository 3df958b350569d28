import { Construct } from 'constructs';
import { Comparison, IAlarm, IDriftMonitorMetrics, IMetric } from '../../core';
import { DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { driftGraphs, modelInProduction } from '../../core/drift/drift-graphs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { SIGNAL_NAMES, SignalName, signalsOf } from '../../core/drift/signal-plan';
import { failedRuns, failedStarts } from '../jobs/job-metrics';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { DriftMetrics } from './drift-metrics';
import { LogicWorkflow } from './logic-workflow';
import { scheduleName } from './monitor-schedule';
import { linesOf } from './told-lines';

export interface WatchedMonitor {
  readonly platform: IMlPlatform;
  readonly plan: DriftMonitorPlan;
  readonly metrics: DriftMetrics;
  readonly guard: LogicWorkflow;
  readonly watchdog: LogicWorkflow;
  readonly program: LogicWorkflow;
}

/** Makes the alarms of a monitor: one a signal, and one for each way in which nobody would notice. */
export function driftAlarms(scope: Construct, { platform, plan, metrics, guard, watchdog, program }: WatchedMonitor): IAlarm[] {
  const { name, retraining, signals } = plan;
  const alarm = ({ id, suffix, ...about }: DriftAlarm, metric: IMetric, threshold = 0, comparison = Comparison.ABOVE) =>
    new Alarm(scope, id, { platform, metric, threshold, comparison, ...about, alarmName: `${name}-${suffix}` });
  const whereRuns = `the runs of ${scheduleName(name)} in the workspace, under 'Monitoring'; where there is none, those of the workflow ${program.workflowName}, which writes the program of the monitor`;
  const whereStarts = `the runs of the workflow ${guard.workflowName}, which tries again for some hours`;
  const failed = retraining && retrainFailedAlarm(plan, whereStarts);
  return [
    ...signalsOf(signals).map((signal) => alarm(signalAlarm(plan, signal), metrics.breaches(signal))),
    alarm(notRunAlarm(plan, whereRuns), failedStarts(`${name}: hours without a run`, watchdog.resource.id)),
    ...(signals.modelQuality ? [alarm(noGroundTruthAlarm(plan), metrics.groundTruth(), 1, Comparison.BELOW)] : []),
    ...(failed ? [alarm(failed, failedStarts(`${name}: retrainings not started`, guard.resource.id))] : []),
    // A job tells of its failed runs itself.
    ...(retraining?.kind === 'pipeline' ? [alarm({ ...failed!, id: 'RetrainingRunFailed', suffix: 'retraining-run-failed' }, failedRuns(retraining.pipelineName, platform.machineLearningWorkspaceId))] : []),
  ];
}

/** Makes the page of a monitor: numbers over time, as the guard wrote them down. */
export function driftDashboard(scope: Construct, { platform, plan, guard }: WatchedMonitor): Dashboard {
  const { name, signals, retraining } = plan;
  const { logAnalyticsWorkspaceId } = platform;
  const dashboard = new Dashboard(scope, 'Dashboard', { platform, dashboardName: `${name}: drift` });
  dashboard.addText('Model in production', modelInProduction(plan));
  signalsOf(signals).forEach((signal) => dashboard.addQuery(TITLES[signal], overTime(guard.workflowName, signal), logAnalyticsWorkspaceId));
  dashboard.addQuery('Thresholds crossed', events(guard.workflowName, 'breach', 'Signal'), logAnalyticsWorkspaceId);
  dashboard.addQuery('Runs', events(guard.workflowName, 'run', 'Signal'), logAnalyticsWorkspaceId);
  if (retraining) dashboard.addQuery('Retrainings', events(guard.workflowName, 'retraining', 'Outcome'), logAnalyticsWorkspaceId);
  dashboard.addText('More', `Histograms and the whole of each run: *Monitoring* in Azure Machine Learning studio, \`${scheduleName(name)}\`. Reports: \`${plan.reports!.uri}\`.`);
  return dashboard;
}

/** Makes the page of a monitor in a cluster, whose numbers are in Prometheus. */
export function clusterDashboard(scope: Construct, platform: IMlPlatform, plan: DriftMonitorPlan, metrics: IDriftMonitorMetrics): Dashboard {
  const dashboard = new Dashboard(scope, 'Dashboard', { platform, dashboardName: `${plan.name}: drift` });
  dashboard.addText('Model in production', modelInProduction(plan));
  driftGraphs(plan, metrics).forEach((graph) => dashboard.addGraph(graph.title, ...graph.metrics));
  return dashboard;
}

const TITLES: Readonly<Record<SignalName, string>> = {
  dataQuality: 'Quality of the data, in percent of the records',
  dataDrift: 'Drift of features',
  predictionDrift: 'Drift of predictions',
  modelQuality: 'Quality of the model',
  bias: 'Bias',
  attribution: 'What features count for (NDCG)',
};

function overTime(guardName: string, signal: SignalName): string {
  return [
    linesOf(guardName, 'number'),
    `| where Signal == '${SIGNAL_NAMES[signal]}' and Metric != 'ground-truth'`,
    `| extend line = trim(' ', strcat(${['dataDrift', 'predictionDrift'].includes(signal) ? "''" : 'Metric'}, ' ', Group, ' ', Segment))`,
    '| summarize value = max(todouble(Value)) by bin(TimeGenerated, 1h), line',
  ].join('\n');
}

function events(guardName: string, kind: string, by: 'Signal' | 'Outcome'): string {
  return [linesOf(guardName, kind), `| summarize count() by bin(TimeGenerated, 1h), ${by}`].join('\n');
}
