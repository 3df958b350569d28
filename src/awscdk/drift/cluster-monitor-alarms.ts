import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { IAlarm } from '../../core';
import { planAlertRoutes } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { monitorWatch } from '../../facts/aws/drift-evidently';
import { countedAlarms } from '../../kubernetes/drift/counted-alarms';
import { CountedMetrics } from '../../kubernetes/drift/counted-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { latestRunSeconds } from '../../kubernetes/drift/latest-run';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';

/** Makes the alarms of a monitor of Evidently, which tell its own channels, too. */
export function clusterMonitorAlarms(scope: Construct, platform: IMlPlatform, plan: ClusterDriftPlan, metrics: CountedMetrics): IAlarm[] {
  // Channels that cannot be were refused when the monitor was planned.
  const routes = planAlertRoutes(plan.alerts, TARGET, new Problems());
  const topics = plan.alerts.length > 0 ? new AlertTopics(scope, 'Alerts', { platformName: plan.name, key: platform.key, routes }) : undefined;
  return countedAlarms(plan, metrics, monitorWatch(latestRunSeconds(plan))).map(({ alarm: { id, suffix, ...alarm }, ...when }) => {
    const made = new Alarm(scope, id, { ...alarm, ...when, platform, alarmName: `${plan.name}-${suffix}` });
    topics?.of(alarm.severity).forEach((topic) => made.resource.addAlarmAction(new SnsAction(topic)));
    return made;
  });
}
