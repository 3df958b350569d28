import { Construct } from 'constructs';
import { Comparison, IAlarm, IMetric } from '../../core';
import { DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { signalsOf } from '../../core/drift/signal-plan';
import { planAlertRoutes } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { LONGEST_LOOK_BACK_SECONDS, VALUE_PERIOD_SECONDS } from '../../facts/aws/drift-evidently';
import { freshnessPeriods } from '../../facts/aws/features-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { latestRunSeconds } from '../../kubernetes/drift/latest-run';
import { whereRunsSay } from '../../kubernetes/drift/monitor-jobs';
import { CloudwatchMetricAlarm } from '../../providers/aws/cloudwatch-metric-alarm';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { TARGET } from '../support';
import { ClusterMonitorMetrics } from './cluster-monitor-metrics';

interface Watched {
  readonly alarm: DriftAlarm;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparison?: Comparison;
  readonly periods?: number;
}

/** Makes the alarms of a monitor of Evidently, which tell its own channels, too. */
export function clusterMonitorAlarms(scope: Construct, platform: IMlPlatform, plan: ClusterDriftPlan, metrics: ClusterMonitorMetrics): IAlarm[] {
  const topics = ownTopics(scope, platform, plan);
  return watched(plan, metrics).map(({ alarm: { id, suffix, ...alarm }, ...when }) => {
    const made = new Alarm(scope, id, { ...alarm, ...when, platform, alarmName: `${plan.name}-${suffix}` });
    const resource = made.resource as CloudwatchMetricAlarm;
    const more = topics?.arns[alarm.severity] ?? [];
    if (more.length > 0) resource.alarmActions = [...platform.alertTopicArns(alarm.severity), ...more];
    // Where nothing runs, nothing is counted, which is what the alarm is for.
    if (when.periods !== undefined) resource.treatMissingData = 'breaching';
    return made;
  });
}

function ownTopics(scope: Construct, platform: IMlPlatform, { name, alerts }: ClusterDriftPlan): AlertTopics | undefined {
  if (alerts.length === 0) return undefined;
  const { region, accountId, encryptionKey: { keyId }, tags } = platform;
  // Channels that cannot be were refused when the monitor was planned.
  const routes = planAlertRoutes(alerts, TARGET, new Problems());
  return new AlertTopics(scope, 'Alerts', { routes, platformName: name, place: placeOf(region, accountId), keyArn: keyId, tags });
}

function watched(plan: ClusterDriftPlan, metrics: ClusterMonitorMetrics): Watched[] {
  const { signals, retraining } = plan;
  const where = whereRunsSay(plan);
  return [
    ...signalsOf(signals).map((signal) => {
      return { alarm: signalAlarm(plan, signal), metric: metrics.violations(signal, VALUE_PERIOD_SECONDS), threshold: 0 };
    }),
    { alarm: notRunAlarm(plan, where), ...missedRuns(plan, metrics) },
    ...(signals.modelQuality
      ? [{ alarm: noGroundTruthAlarm(plan), metric: metrics.groundTruthRows(), threshold: 1, comparison: Comparison.BELOW }]
      : []),
    ...(retraining ? [{ alarm: retrainFailedAlarm(plan, where), metric: metrics.failedRetrainings(), threshold: 0 }] : []),
  ];
}

/** No alarm looks back far enough for runs that are a week apart: of those it is told when one fails. */
function missedRuns(plan: ClusterDriftPlan, metrics: ClusterMonitorMetrics): Omit<Watched, 'alarm'> {
  const { periodSeconds, periods } = freshnessPeriods(latestRunSeconds(plan));
  if (periodSeconds * periods > LONGEST_LOOK_BACK_SECONDS) return { metric: metrics.failedRuns(), threshold: 0 };
  return { metric: metrics.runs(periodSeconds), threshold: 1, comparison: Comparison.BELOW, periods };
}
