import { Construct } from 'constructs';
import { IAlarm, IModelEndpointMetrics } from '../../core';
import { endpointAlarms } from '../../core/serving/endpoint-alarms';
import { endpointGraphs } from '../../core/serving/endpoint-graphs';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What looks after an endpoint. */
export interface EndpointWatch {
  readonly alarms: IAlarm[];
  /** Those that send a rollout back. */
  readonly guards: IAlarm[];
  readonly dashboard: Dashboard;
}

/** Makes the alarms of an endpoint and its page of graphs. */
export function watchEndpoint(endpoint: Construct, platform: IMlPlatform, plan: ModelEndpointPlan, metrics: IModelEndpointMetrics): EndpointWatch {
  const made = endpointAlarms(plan, metrics).map(({ id, suffix, guards, ...props }) => {
    return { guards, alarm: new Alarm(endpoint, id, { ...props, platform, alarmName: `${plan.name}-${suffix}` }) };
  });
  const dashboard = new Dashboard(endpoint, 'Dashboard', { platform, dashboardName: `${plan.name}-${platform.region}` });
  endpointGraphs(metrics).forEach(({ title, metrics: lines }) => dashboard.addGraph(title, ...lines));
  const guards = made.filter((one) => one.guards).map(({ alarm }) => alarm);
  return { alarms: made.map(({ alarm }) => alarm), guards: [...guards, ...plan.rollout.alarms], dashboard };
}
