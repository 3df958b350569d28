import { Construct } from 'constructs';
import { Comparison, IAlarm, IDashboard } from '../../core';
import { endpointAlarms } from '../../core/serving/endpoint-alarms';
import { endpointGraphs } from '../../core/serving/endpoint-graphs';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ModelEndpointMetrics } from './endpoint-metrics';

/** In how many periods of a minute nobody is there before people are called. */
const ABSENT_PERIODS = 5;

/** Makes the alarms of an endpoint. */
export function endpointAlarmsOf(endpoint: Construct, platform: IMlPlatform, plan: ModelEndpointPlan, metrics: ModelEndpointMetrics): IAlarm[] {
  const alarms = endpointAlarms(plan, metrics).map(({ id, suffix, guards, ...alarm }) => {
    return new Alarm(endpoint, id, { ...alarm, platform, alarmName: `${plan.name}-${suffix}` });
  });
  return mayBeNone(plan) ? alarms : [...alarms, noReplica(endpoint, platform, plan, metrics)];
}

/** The page of graphs of an endpoint. */
export function endpointDashboard(endpoint: Construct, platform: IMlPlatform, name: string, metrics: ModelEndpointMetrics): IDashboard {
  const dashboard = new Dashboard(endpoint, 'Dashboard', { platform, dashboardName: `${name}-dashboard` });
  endpointGraphs(metrics).forEach(({ title, metrics: shown }) => dashboard.addGraph(title, ...shown));
  dashboard.addGraph('Replicas', metrics.replicas());
  return dashboard;
}

function noReplica(endpoint: Construct, platform: IMlPlatform, { name, severity }: ModelEndpointPlan, metrics: ModelEndpointMetrics): IAlarm {
  return new Alarm(endpoint, 'Absent', {
    platform,
    severity,
    alarmName: `${name}-absent`,
    metric: metrics.replicas(),
    threshold: 1,
    comparison: Comparison.BELOW,
    periods: ABSENT_PERIODS,
    description: `${name}: no replica answers. Look at the events of its pods: nodes without room, an image or a model that cannot be fetched.`,
  });
}

/** Of some it is meant. */
function mayBeNone({ variants }: ModelEndpointPlan): boolean {
  return variants.some(({ scaling }) => scaling.min === 0 || scaling.schedules.some(({ min }) => min === 0));
}
