import { Comparison } from '../../core';
import { DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { signalsOf } from '../../core/drift/signal-plan';
import { ClusterDriftPlan } from './drift-labels';
import { DriftQueries } from './drift-queries';
import { latestRunSeconds } from './latest-run';
import { whereRunsSay } from './monitor-jobs';

/** An alarm of a monitor, as Prometheus is asked for it. */
export interface WatchedQuery {
  readonly alarm: DriftAlarm;
  /** What stands on it in a graph. */
  readonly label: string;
  readonly query: string;
  readonly threshold: number;
  readonly comparison?: Comparison;
}

/** The alarms of a monitor: one a signal, that it did not run, that there is no ground truth, that a retraining failed. */
export function watchedMonitor(plan: ClusterDriftPlan, queries: DriftQueries): WatchedQuery[] {
  const { name, signals, retraining } = plan;
  const where = whereRunsSay(plan);
  const wanted = [
    ...signalsOf(signals).map((signal) => ({ alarm: signalAlarm(plan, signal), query: queries.violations(signal), threshold: 0 })),
    { alarm: notRunAlarm(plan, where), query: queries.age, threshold: latestRunSeconds(plan) },
    ...(signals.modelQuality
      ? [{ alarm: noGroundTruthAlarm(plan), query: queries.groundTruthRows, threshold: 1, comparison: Comparison.BELOW }]
      : []),
    ...(retraining ? [{ alarm: retrainFailedAlarm(plan, where), query: queries.retrainingFailed, threshold: 0 }] : []),
  ];
  return wanted.map((watched) => ({ ...watched, label: `${name}: ${watched.alarm.suffix.replace(/-/g, ' ')}` }));
}
