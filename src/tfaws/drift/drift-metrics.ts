import { BiasMetric, Duration, IDriftMonitorMetrics, IMetric, QualityMetric, Statistic } from '../../core';
import { requireBias, requireDriftOf, requireQuality, requireSignal } from '../../core/drift/measured';
import { SIGNAL_NAMES, SignalName, signalsOf } from '../../core/drift/signal-plan';
import { allRuns, columnDrift, driftSeries, qualitySeries, SIGNAL_PERIOD_SECONDS, signalViolations } from '../../facts/aws/drift-metrics';
import { EndpointSeries, SeriesFacts } from '../../facts/aws/serving-metrics';
import { SeriesMetric } from '../serving/series-metric';
import { MonitorContext } from './drift-context';

/** Measurements of a monitor of SageMaker. Values come with each run, so that graphs look at them by the hour. */
export class DriftMetrics implements IDriftMonitorMetrics {
  public constructor(private readonly context: MonitorContext) {}

  public drift(feature: string): IMetric {
    requireDriftOf(this.context.plan, feature);
    return this.column(feature, `drift of ${feature}`);
  }

  public predictionDrift(): IMetric {
    const { plan } = this.context;
    requireSignal(plan, 'predictionDrift');
    return this.column(plan.schema.prediction.column, 'drift of predictions');
  }

  public quality(metric: QualityMetric): IMetric {
    const { plan, place: { endpointName } } = this.context;
    requireQuality(plan, metric);
    return this.one(qualitySeries(plan, endpointName, metric), metric, Statistic.AVERAGE);
  }

  public bias(feature: string, metric: BiasMetric): IMetric {
    requireBias(this.context.plan, feature, metric);
    return this.one(this.own('bias', { Facet: feature, Metric: metric }), `${metric} by ${feature}`, Statistic.AVERAGE);
  }

  public attribution(): IMetric {
    requireSignal(this.context.plan, 'attribution');
    return this.one(this.own('attribution'), 'NDCG of attribution', Statistic.MINIMUM);
  }

  public violations(): IMetric {
    const found = signalsOf(this.context.plan.signals).map((signal) => this.crossed(signal));
    const series = found.flatMap((one) => one.series);
    const expressions = found.map((one, i) => {
      const before = found.slice(0, i).reduce((sum, other) => sum + other.series.length, 0);
      return `FILL(${one.expression.replace(/\bm(\d+)\b/g, (_, number: string) => `m${before + Number(number)}`)},0)`;
    });
    return this.several({ series, expression: expressions.join('+') }, 'thresholds crossed', Statistic.MAXIMUM);
  }

  public runs(): IMetric {
    const { plan, place: { platformName } } = this.context;
    return this.several(allRuns(platformName, plan, 'runs'), 'runs', Statistic.SUM);
  }

  public retrainings(): IMetric {
    return this.one(this.own('retrainings'), 'retrainings', Statistic.SUM);
  }

  /** Of a signal: how many thresholds a run has crossed. */
  public crossings(signal: SignalName): IMetric {
    const label = `${this.context.plan.name}: ${SIGNAL_NAMES[signal]}`;
    return new SeriesMetric(this.crossed(signal), { label, period: Duration.seconds(SIGNAL_PERIOD_SECONDS), statistic: Statistic.MAXIMUM });
  }

  private crossed(signal: SignalName): EndpointSeries {
    const { plan, place: { platformName } } = this.context;
    return signalViolations(platformName, plan.name, SIGNAL_NAMES[signal]);
  }

  private own(metric: Parameters<typeof driftSeries>[2], more?: Readonly<Record<string, string>>): SeriesFacts {
    const { plan, place: { platformName } } = this.context;
    return driftSeries(platformName, plan.name, metric, more);
  }

  private column(name: string, label: string): IMetric {
    const { plan, place: { endpointName } } = this.context;
    return this.one(columnDrift(plan.name, endpointName, name), label, Statistic.MAXIMUM);
  }

  private one(series: SeriesFacts, label: string, statistic: Statistic): IMetric {
    return this.several({ series: [series], expression: 'm0' }, label, statistic);
  }

  private several(read: EndpointSeries, label: string, statistic: Statistic): IMetric {
    const { plan } = this.context;
    return new SeriesMetric(read, { statistic, label: `${plan.name}: ${label}`, period: Duration.hours(1) });
  }
}
