import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { Comparison, IAlarm, IMetric } from '../../core';
import { DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { signalsOf } from '../../core/drift/signal-plan';
import { planAlertRoutes } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { LONGEST_LOOK_BACK_SECONDS, VALUE_PERIOD_SECONDS } from '../../facts/aws/drift-evidently';
import { freshnessPeriods } from '../../facts/aws/features-metrics';
import { CountedMetrics } from '../../kubernetes/drift/counted-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { latestRunSeconds } from '../../kubernetes/drift/latest-run';
import { whereRunsSay } from '../../kubernetes/drift/monitor-jobs';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';

interface Watched {
  readonly alarm: DriftAlarm;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparison?: Comparison;
  readonly periods?: number;
}

/** Makes the alarms of a monitor of Evidently, which tell its own channels, too. */
export function clusterMonitorAlarms(scope: Construct, platform: IMlPlatform, plan: ClusterDriftPlan, metrics: CountedMetrics): IAlarm[] {
  // Channels that cannot be were refused when the monitor was planned.
  const routes = planAlertRoutes(plan.alerts, TARGET, new Problems());
  const topics = plan.alerts.length > 0 ? new AlertTopics(scope, 'Alerts', { platformName: plan.name, key: platform.key, routes }) : undefined;
  return watched(plan, metrics).map(({ alarm: { id, suffix, ...alarm }, ...when }) => {
    const made = new Alarm(scope, id, { ...alarm, ...when, platform, alarmName: `${plan.name}-${suffix}` });
    topics?.of(alarm.severity).forEach((topic) => made.resource.addAlarmAction(new SnsAction(topic)));
    return made;
  });
}

function watched(plan: ClusterDriftPlan, metrics: CountedMetrics): Watched[] {
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

/**
 * There are zeros since the monitor was made, so that one that is new misses nothing, which is why nothing is no breach. No alarm looks back far enough for runs that are a week apart: of
 * those it is told when one fails.
 */
function missedRuns(plan: ClusterDriftPlan, metrics: CountedMetrics): Omit<Watched, 'alarm'> {
  const { periodSeconds, periods } = freshnessPeriods(latestRunSeconds(plan));
  if (periodSeconds * periods > LONGEST_LOOK_BACK_SECONDS) return { metric: metrics.failedRuns(), threshold: 0 };
  return { metric: metrics.endedRuns(periodSeconds), threshold: 1, comparison: Comparison.BELOW, periods };
}
