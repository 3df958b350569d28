import { BiasMetric, IDriftMonitorMetrics, IMetric, QualityMetric } from '../../core';
import { requireBias, requireDriftOf, requireQuality, requireSignal } from '../../core/drift/measured';
import { SIGNAL_NAMES, SignalName } from '../../core/drift/signal-plan';
import { MonitorLine, monitorSeries } from '../../facts/aws/drift-evidently';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { readSeries } from '../features/feature-metrics';

/** What runs of Evidently say in their logs, as CloudWatch counts it: a value of each run. */
export class ClusterMonitorMetrics implements IDriftMonitorMetrics {
  public constructor(private readonly platformName: string, private readonly plan: ClusterDriftPlan) {}

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

  private value(line: MonitorLine, label: string, dimensions: Record<string, string> = {}, periodSeconds?: number): IMetric {
    return this.read(line, label, dimensions, periodSeconds, true);
  }

  private count(line: MonitorLine, label: string, periodSeconds?: number): IMetric {
    return this.read(line, label, {}, periodSeconds, false);
  }

  private read(line: MonitorLine, label: string, dimensions: Record<string, string>, periodSeconds: number | undefined, largest: boolean): IMetric {
    const { platformName, plan: { name } } = this;
    return readSeries(monitorSeries(platformName, name, line, dimensions), { label: `${name}: ${label}`, periodSeconds, largest });
  }
}

function signal(of: SignalName): Record<string, string> {
  return { Signal: SIGNAL_NAMES[of] };
}
