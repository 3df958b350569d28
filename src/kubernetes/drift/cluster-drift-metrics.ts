import { BiasMetric, IDriftMonitorMetrics, IMetric, QualityMetric } from '../../core';
import { requireBias, requireDriftOf, requireQuality, requireSignal } from '../../core/drift/measured';
import { ClusterDriftPlan } from './drift-labels';
import { DriftQueries } from './drift-queries';

/** Measurements of a monitor, as what shows its results gives them to Prometheus: those of the last run, until the next one. */
export class ClusterDriftMetrics implements IDriftMonitorMetrics {
  /** `read` makes a metric of the target of a query and a label. */
  public constructor(
    private readonly plan: ClusterDriftPlan,
    private readonly queries: DriftQueries,
    private readonly read: (query: string, label: string) => IMetric,
  ) {}

  public drift(feature: string): IMetric {
    requireDriftOf(this.plan, feature);
    return this.metric(`drift of ${feature}`, this.queries.drift(feature));
  }

  public predictionDrift(): IMetric {
    requireSignal(this.plan, 'predictionDrift');
    return this.metric('drift of predictions', this.queries.predictionDrift);
  }

  public quality(metric: QualityMetric): IMetric {
    requireQuality(this.plan, metric);
    return this.metric(metric, this.queries.quality(metric));
  }

  public bias(feature: string, metric: BiasMetric): IMetric {
    requireBias(this.plan, feature, metric);
    return this.metric(`${metric} by ${feature}`, this.queries.bias(feature, metric));
  }

  public attribution(): IMetric {
    requireSignal(this.plan, 'attribution');
    return this.metric('likeness of what features count for', this.queries.attribution);
  }

  public violations(): IMetric {
    return this.metric('thresholds crossed', this.queries.violations());
  }

  public runs(): IMetric {
    return this.metric('runs', this.queries.runs);
  }

  public retrainings(): IMetric {
    return this.metric('retrainings', this.queries.retrainings);
  }

  private metric(label: string, query: string): IMetric {
    return this.read(query, `${this.plan.name}: ${label}`);
  }
}
