import { BiasMetric, IDriftMonitorMetrics, IMetric, QualityMetric } from '../../core';
import { requireBias, requireDriftOf, requireQuality, requireSignal } from '../../core/drift/measured';
import { SIGNAL_NAMES, SignalName, signalsOf } from '../../core/drift/signal-plan';
import {
  allRuns, columnDrift, driftSeries, leastRuns, qualitySeries, runPeriodSeconds, SIGNAL_PERIOD_SECONDS, signalViolations,
} from '../../facts/aws/drift-metrics';
import { EndpointSeries, SeriesFacts } from '../../facts/aws/serving-metrics';
import { FeatureReading, readSeries } from '../features/feature-metrics';
import { ManagedPlan } from './drift-context';

const one = (series: SeriesFacts): EndpointSeries => ({ series: [series], expression: 'm0' });
const HOUR_SECONDS = 3_600;

/** The sum of both, where what was not measured counts nothing. */
function together(some: EndpointSeries, other: EndpointSeries): EndpointSeries {
  const shifted = other.expression.replace(/\bm(\d+)\b/g, (_, i: string) => `m${Number(i) + some.series.length}`);
  return { series: [...some.series, ...other.series], expression: `${some.expression}+${shifted}` };
}

/** What is measured of a monitor. Values come with each run, so that they are looked at by the hour. */
export class DriftMetrics implements IDriftMonitorMetrics {
  public constructor(private readonly platformName: string, private readonly plan: ManagedPlan) {}

  public drift(feature: string): IMetric {
    requireDriftOf(this.plan, feature);
    return this.read(one(columnDrift(this.plan.name, this.endpointName(), feature)), `drift of ${feature}`, { largest: true });
  }

  public predictionDrift(): IMetric {
    requireSignal(this.plan, 'predictionDrift');
    return this.read(one(columnDrift(this.plan.name, this.endpointName(), this.plan.schema.prediction.column)), 'drift of predictions', { largest: true });
  }

  public quality(metric: QualityMetric): IMetric {
    requireQuality(this.plan, metric);
    return this.read(one(qualitySeries(this.plan, this.endpointName(), metric)), metric, { largest: true });
  }

  public bias(feature: string, metric: BiasMetric): IMetric {
    requireBias(this.plan, feature, metric);
    return this.read(one(driftSeries(this.platformName, this.plan.name, 'bias', { Facet: feature, Metric: metric })), `${metric} by ${feature}`, { largest: true });
  }

  public attribution(): IMetric {
    requireSignal(this.plan, 'attribution');
    return this.read(one(driftSeries(this.platformName, this.plan.name, 'attribution')), 'attribution (NDCG)', { largest: true });
  }

  public violations(): IMetric {
    const each = signalsOf(this.plan.signals).map((signal) => this.violationsOf(signal));
    const { series, expression } = each.reduce(together);
    return this.read({ series, expression: expression === 'm0' ? expression : expression.replace(/\bm\d+\b/g, 'FILL($&,0)') }, 'thresholds crossed');
  }

  public runs(): IMetric {
    return this.read(allRuns(this.platformName, this.plan, 'runs'), 'runs');
  }

  public retrainings(): IMetric {
    return this.read(one(driftSeries(this.platformName, this.plan.name, 'retrainings')), 'retrainings');
  }

  /** How many thresholds of one signal were crossed. */
  public violationsBy(signal: SignalName): IMetric {
    return this.read(this.violationsOf(signal), `${SIGNAL_NAMES[signal]}: thresholds crossed`, { largest: true, periodSeconds: SIGNAL_PERIOD_SECONDS });
  }

  public failures(): IMetric {
    return this.read(allRuns(this.platformName, this.plan, 'failures'), 'runs failed');
  }

  public noGroundTruth(): IMetric {
    return this.read(one(driftSeries(this.platformName, this.plan.name, 'noGroundTruth')), 'runs without ground truth');
  }

  /** Runs of the job that ran least, in the time in which each has to run. */
  public leastRuns(): IMetric {
    return this.read(leastRuns(this.platformName, this.plan), 'runs of each job', { periodSeconds: runPeriodSeconds(this.plan) });
  }

  private violationsOf(signal: SignalName): EndpointSeries {
    return signalViolations(this.platformName, this.plan.name, SIGNAL_NAMES[signal]);
  }

  private endpointName(): string {
    return this.plan.source.endpoint.endpointName;
  }

  private read(series: EndpointSeries, what: string, reading: Partial<FeatureReading> = {}): IMetric {
    return readSeries(series, { periodSeconds: HOUR_SECONDS, ...reading, label: `${this.plan.name}: ${what}` });
  }
}
