import { Construct } from 'constructs';
import { IAlarm, IDashboard, IDriftMonitorMetrics } from '../../core';
import { driftGraphs, modelInProduction } from '../../core/drift/drift-graphs';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { DriftQueries } from '../../kubernetes/drift/drift-queries';
import { watchedMonitor } from '../../kubernetes/drift/watched-monitor';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { OwnReceivers } from './own-receivers';

/** Makes the alarms of a monitor, and those receivers that it alone tells. */
export function monitorAlarms(scope: Construct, platform: IMlPlatform, plan: ClusterDriftPlan, queries: DriftQueries): IAlarm[] {
  const { name, alerts } = plan;
  if (alerts.length > 0) new OwnReceivers(scope, 'Receivers', platform, plan);
  return watchedMonitor(plan, queries).map(({ alarm: { id, suffix, ...alarm }, label, query, ...when }) => {
    return new Alarm(scope, id, { ...alarm, ...when, platform, alarmName: `${name}-${suffix}`, metric: Metric.promql(ofMonitor(name, query), { label }) });
  });
}

/** Alerts have the labels of what was measured, by which receivers tell those of a monitor. */
function ofMonitor(name: string, query: string): string {
  return `label_replace(${query}, "monitor", "${name}", "", "")`;
}

/** The page of graphs of a monitor. */
export function monitorDashboard(monitor: Construct, platform: IMlPlatform, plan: ClusterDriftPlan, metrics: IDriftMonitorMetrics): IDashboard {
  const dashboard = new Dashboard(monitor, 'Dashboard', { platform, dashboardName: `${plan.name}-dashboard` });
  dashboard.addText('Model in production', modelInProduction(plan));
  driftGraphs(plan, metrics).forEach(({ title, metrics: shown }) => dashboard.addGraph(title, ...shown));
  return dashboard;
}
