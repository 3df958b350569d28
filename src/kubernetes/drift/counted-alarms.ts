import { Comparison, IMetric } from '../../core';
import { DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { signalsOf } from '../../core/drift/signal-plan';
import { CountedMetrics } from './counted-metrics';
import { ClusterDriftPlan } from './drift-labels';
import { whereRunsSay } from './monitor-jobs';

/** An alarm of a monitor, with what it looks at. */
export interface CountedAlarm {
  readonly alarm: DriftAlarm;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Above is bad unless something else is said. */
  readonly comparison?: Comparison;
  readonly periods?: number;
}

/** How a cloud looks at what was counted. */
export interface CountedWatch {
  /** How long an alarm of a signal goes on after a run. */
  readonly valuePeriodSeconds: number;
  /** How far it looks back for a run; absent where no alarm looks back far enough, so that it is told when one fails only. */
  readonly missed?: { readonly periodSeconds: number; readonly periods: number };
}

/** The alarms of a monitor whose results are counted in logs. There are zeros since it was made, so that one that is new misses nothing, which is why nothing is no breach. */
export function countedAlarms(plan: ClusterDriftPlan, metrics: CountedMetrics, { valuePeriodSeconds, missed }: CountedWatch): CountedAlarm[] {
  const { signals, retraining } = plan;
  const where = whereRunsSay(plan);
  return [
    ...signalsOf(signals).map((signal) => {
      return { alarm: signalAlarm(plan, signal), metric: metrics.violations(signal, valuePeriodSeconds), threshold: 0 };
    }),
    {
      alarm: notRunAlarm(plan, where),
      ...(missed
        ? { metric: metrics.endedRuns(missed.periodSeconds), threshold: 1, comparison: Comparison.BELOW, periods: missed.periods }
        : { metric: metrics.failedRuns(), threshold: 0 }),
    },
    ...(signals.modelQuality
      ? [{ alarm: noGroundTruthAlarm(plan), metric: metrics.groundTruthRows(), threshold: 1, comparison: Comparison.BELOW }]
      : []),
    ...(retraining ? [{ alarm: retrainFailedAlarm(plan, where), metric: metrics.failedRetrainings(), threshold: 0 }] : []),
  ];
}
