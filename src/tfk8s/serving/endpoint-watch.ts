import { Construct } from 'constructs';
import { IAlarm, IDashboard } from '../../core';
import { endpointAlarms } from '../../core/serving/endpoint-alarms';
import { endpointGraphs } from '../../core/serving/endpoint-graphs';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ModelEndpointMetrics } from './endpoint-metrics';

/** Makes the alarms of an endpoint. */
export function endpointAlarmsOf(endpoint: Construct, platform: IMlPlatform, plan: ModelEndpointPlan, metrics: ModelEndpointMetrics): IAlarm[] {
  return endpointAlarms(plan, metrics).map(({ id, suffix, guards, ...alarm }) => {
    return new Alarm(endpoint, id, { ...alarm, platform, alarmName: `${plan.name}-${suffix}` });
  });
}

/** The page of graphs of an endpoint. */
export function endpointDashboard(endpoint: Construct, platform: IMlPlatform, name: string, metrics: ModelEndpointMetrics): IDashboard {
  const dashboard = new Dashboard(endpoint, 'Dashboard', { platform, dashboardName: `${name}-dashboard` });
  endpointGraphs(metrics).forEach(({ title, metrics: shown }) => dashboard.addGraph(title, ...shown));
  return dashboard;
}
