import { Construct } from 'constructs';
import { Comparison, IAlarm } from '../../core';
import { DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { signalsOf } from '../../core/drift/signal-plan';
import { LONGEST_LOOK_BACK_SECONDS, VALUE_PERIOD_SECONDS } from '../../facts/aws/drift-evidently';
import { freshnessPeriods } from '../../facts/aws/features-metrics';
import { CountedMetrics } from '../../kubernetes/drift/counted-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { latestRunSeconds } from '../../kubernetes/drift/latest-run';
import { whereRunsSay } from '../../kubernetes/drift/monitor-jobs';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { MonitorAlarms, Watched } from './monitor-alarms';

interface WatchedAlarm extends Watched {
  readonly alarm: DriftAlarm;
}

/** Makes the alarms of a monitor of Evidently. */
export function clusterMonitorAlarms(scope: Construct, platform: IMlPlatform, plan: ClusterDriftPlan, metrics: CountedMetrics): IAlarm[] {
  const made = new MonitorAlarms(scope, platform, plan);
  return watched(plan, metrics).map(({ alarm, ...when }) => made.make(alarm, when));
}

function watched(plan: ClusterDriftPlan, metrics: CountedMetrics): WatchedAlarm[] {
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
function missedRuns(plan: ClusterDriftPlan, metrics: CountedMetrics): Watched {
  const { periodSeconds, periods } = freshnessPeriods(latestRunSeconds(plan));
  if (periodSeconds * periods > LONGEST_LOOK_BACK_SECONDS) return { metric: metrics.failedRuns(), threshold: 0 };
  return { metric: metrics.endedRuns(periodSeconds), threshold: 1, comparison: Comparison.BELOW, periods };
}
