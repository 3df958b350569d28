import { Construct } from 'constructs';
import { IAlarm } from '../../core';
import { monitorWatch } from '../../facts/aws/drift-evidently';
import { countedAlarms } from '../../kubernetes/drift/counted-alarms';
import { CountedMetrics } from '../../kubernetes/drift/counted-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { latestRunSeconds } from '../../kubernetes/drift/latest-run';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { MonitorAlarms } from './monitor-alarms';

/** Makes the alarms of a monitor of Evidently. */
export function clusterMonitorAlarms(scope: Construct, platform: IMlPlatform, plan: ClusterDriftPlan, metrics: CountedMetrics): IAlarm[] {
  const made = new MonitorAlarms(scope, platform, plan);
  return countedAlarms(plan, metrics, monitorWatch(latestRunSeconds(plan))).map(({ alarm, ...when }) => made.make(alarm, when));
}
