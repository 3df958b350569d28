import { BiasMetric, IDriftMonitorMetrics, IMetric, QualityMetric } from '../../core';
import { requireBias, requireDriftOf, requireQuality, requireSignal } from '../../core/drift/measured';
import { SIGNAL_NAMES, SignalName } from '../../core/drift/signal-plan';
import { ClusterDriftPlan } from './drift-labels';

/** What is counted of the logs of a monitor, where nobody asks Prometheus. */
export type CountedLine =
  'featureValues' | 'modelValues' | 'violations' | 'allViolations' | 'runs' | 'endedRuns' | 'failedRuns' | 'groundTruthRows' | 'retrainings' | 'failedRetrainings';

/** One series of what was counted. */
export interface CountedSeries {
  readonly line: CountedLine;
  readonly label: string;
  /** What tells it from others of its line. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Absent for the usual one. */
  readonly periodSeconds?: number;
  /** Whether the largest value of a period holds; else they are added up. */
  readonly largest: boolean;
}

/** What runs of Evidently say in their logs, as a cloud counts it: a value of each run. `read` makes a metric of the target of a series. */
export class CountedMetrics implements IDriftMonitorMetrics {
  public constructor(private readonly plan: ClusterDriftPlan, private readonly read: (series: CountedSeries) => IMetric) {}

  public drift(feature: string): IMetric {
    requireDriftOf(this.plan, feature);
    const { measure } = this.plan.signals.dataDrift!;
    return this.value('featureValues', `drift of ${feature}`, { ...signal('dataDrift'), Metric: measure, Feature: feature });
  }

  public predictionDrift(): IMetric {
    requireSignal(this.plan, 'predictionDrift');
    return this.value('modelValues', 'drift of predictions', { ...signal('predictionDrift'), Metric: this.plan.signals.predictionDrift!.measure });
  }

  public quality(metric: QualityMetric): IMetric {
    requireQuality(this.plan, metric);
    return this.value('modelValues', metric, { ...signal('modelQuality'), Metric: metric });
  }

  public bias(feature: string, metric: BiasMetric): IMetric {
    requireBias(this.plan, feature, metric);
    return this.value('featureValues', `${metric} by ${feature}`, { ...signal('bias'), Metric: metric, Feature: feature });
  }

  public attribution(): IMetric {
    requireSignal(this.plan, 'attribution');
    return this.value('modelValues', 'likeness of what features count for', { ...signal('attribution'), Metric: 'ndcg' });
  }

  /** Of all signals together; of one where it is named. */
  public violations(of?: SignalName, periodSeconds?: number): IMetric {
    if (of) return this.value('violations', `${SIGNAL_NAMES[of]} crossed`, signal(of), periodSeconds);
    return this.value('allViolations', 'thresholds crossed', {}, periodSeconds);
  }

  public runs(periodSeconds?: number): IMetric {
    return this.count('runs', 'runs', periodSeconds);
  }

  public retrainings(): IMetric {
    return this.count('retrainings', 'retrainings');
  }

  /** What only alarms look at: zeros as long as none ends. */
  public endedRuns(periodSeconds: number): IMetric {
    return this.count('endedRuns', 'runs that ended well', periodSeconds);
  }

  public failedRuns(): IMetric {
    return this.count('failedRuns', 'runs that failed');
  }

  public groundTruthRows(): IMetric {
    return this.value('groundTruthRows', 'answers held against ground truth');
  }

  public failedRetrainings(): IMetric {
    return this.value('failedRetrainings', 'retrainings that failed');
  }

  private value(line: CountedLine, label: string, dimensions: CountedSeries['dimensions'] = {}, periodSeconds?: number): IMetric {
    return this.read({ line, dimensions, periodSeconds, label: `${this.plan.name}: ${label}`, largest: true });
  }

  private count(line: CountedLine, label: string, periodSeconds?: number): IMetric {
    return this.read({ line, periodSeconds, dimensions: {}, label: `${this.plan.name}: ${label}`, largest: false });
  }
}

function signal(of: SignalName): Record<string, string> {
  return { Signal: SIGNAL_NAMES[of] };
}
