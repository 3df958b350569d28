import { BiasMetric, QualityMetric } from '../../core';
import { SIGNAL_NAMES, SignalName } from '../../core/drift/signal-plan';
import { ClusterDriftPlan } from './drift-labels';

/** What Prometheus is asked about a monitor, in the names of `ml-exporter.ts`. Each looks at what the last run found. */
export interface DriftQueries {
  readonly predictionDrift: string;
  readonly attribution: string;
  /** How many runs have ended well, within the time between two runs. */
  readonly runs: string;
  readonly retrainings: string;
  /** Seconds since the last run ended well; very many where nobody knows. */
  readonly age: string;
  /** How many answers were held against ground truth; one where there was nothing to judge. */
  readonly groundTruthRows: string;
  /** More than 0 when the last retraining could not be started, or failed. */
  readonly retrainingFailed: string;
  drift(feature: string): string;
  quality(metric: QualityMetric): string;
  bias(feature: string, metric: BiasMetric): string;
  /** How many thresholds were crossed: of one signal, or of all. */
  violations(signal?: SignalName): string;
}

/** Where nothing was ever measured, there is nothing. */
const OR_NONE = 'or vector(0)';

export function driftQueries({ name, place: { namespace }, windowSeconds }: ClusterDriftPlan, labels: readonly string[] = []): DriftQueries {
  const series = (metric: string, ...more: string[]) => `${metric}{${[...labels, `namespace="${namespace}"`, `monitor="${name}"`, ...more].join(',')}}`;
  const value = (signal: SignalName, ...more: string[]) => `max(${series('drift_value', `signal="${SIGNAL_NAMES[signal]}"`, 'segment=""', ...more)})`;
  const lastRun = series('drift_last_run_timestamp_seconds');
  return {
    drift: (feature) => value('dataDrift', `feature="${feature}"`),
    predictionDrift: value('predictionDrift'),
    quality: (metric) => value('modelQuality', `metric="${metric}"`),
    bias: (feature, metric) => value('bias', `feature="${feature}"`, `metric="${metric}"`),
    attribution: value('attribution'),
    violations: (signal) => `sum(${series('drift_violations', ...(signal ? [`signal="${SIGNAL_NAMES[signal]}"`] : []))}) ${OR_NONE}`,
    runs: `sum(changes(${lastRun}[${windowSeconds}s])) ${OR_NONE}`,
    retrainings: `max(${series('drift_retrainings_total')}) ${OR_NONE}`,
    // What shows it may be away for a while, as when its node is drained.
    age: `time() - max(max_over_time(${lastRun}[1h])) or vector(1e9)`,
    groundTruthRows: `max(${series('drift_ground_truth_rows')}) or vector(1)`,
    retrainingFailed: `max(${series('drift_retraining_failed')}) ${OR_NONE}`,
  };
}
