import { Construct } from 'constructs';
import { BiasMetric, Duration, IDriftMonitorMetrics, IMetric, MetricUnit, QualityMetric, Statistic } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { requireBias, requireDriftOf, requireQuality, requireSignal } from '../../core/drift/measured';
import { SIGNAL_NAMES, SignalName } from '../../core/drift/signal-plan';
import { RESULT_RESOURCE } from '../../facts/gcp/drift-logs';
import { LOG_METRIC_PREFIX } from '../../facts/gcp/metrics';
import { LoggingMetric } from '../../providers/google/logging-metric';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { logOf } from './monitor-config';

const LABELS = ['signal', 'name', 'metric', 'segment'];
const DAY_SECONDS = 86_400;
const ALARM_PERIOD = Duration.minutes(5);

/** Measurements of a monitor: metrics of the entries that its runs write into the log. A run gives one value; between two there is none. */
export class DriftMetrics extends Construct implements IDriftMonitorMetrics {
  private readonly values: LoggingMetric;
  private readonly crossed: LoggingMetric;
  private readonly counters: Readonly<Record<'run' | 'retraining', LoggingMetric>>;
  /** A value is shown for as long as it is the last one, up to a day. */
  private readonly period: Duration;

  public constructor(scope: Construct, id: string, private readonly plan: DriftMonitorPlan, platform: IMlPlatform) {
    super(scope, id);
    const { name, distanceSeconds } = plan;
    const { project } = platform;
    const filter = `logName="${logOf(platform, name)}"`;
    const labels = LABELS.map((key) => ({ key, valueType: 'STRING', description: `The ${key} of a result` }));
    const labelExtractors = Object.fromEntries(LABELS.map((key) => [key, `EXTRACT(jsonPayload.${key})`]));
    this.values = new LoggingMetric(this, 'Values', {
      project,
      name: `${name}-drift-values`,
      description: `What the monitor ${name} has found`,
      filter,
      labelExtractors,
      valueExtractor: 'EXTRACT(jsonPayload.value)',
      // Means are exact, whatever the buckets are.
      bucketOptions: { linearBuckets: { numFiniteBuckets: 20, width: 0.1, offset: -1 } },
      metricDescriptor: { metricKind: 'DELTA', valueType: 'DISTRIBUTION', unit: '1', displayName: `${name}: drift`, labels },
    });
    this.crossed = new LoggingMetric(this, 'Violations', {
      project,
      name: `${name}-drift-violations`,
      description: `Thresholds of the monitor ${name} that were crossed`,
      filter: `${filter} AND jsonPayload.violated=true`,
      labelExtractors,
      metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: `${name}: thresholds crossed`, labels },
    });
    const counter = (what: 'run' | 'retraining') => new LoggingMetric(this, what, {
      project,
      name: `${name}-drift-${what}s`,
      description: `Counts each ${what} of the monitor ${name}`,
      filter: `${filter} AND jsonPayload.signal="${what}"`,
      metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: `${name}: ${what}s` },
    });
    this.counters = { run: counter('run'), retraining: counter('retraining') };
    this.period = Duration.seconds(Math.min(DAY_SECONDS, Math.floor(distanceSeconds / 60) * 60));
  }

  public drift(feature: string): IMetric {
    requireDriftOf(this.plan, feature);
    return this.value(`drift of ${feature}`, 'dataDrift', { name: feature });
  }

  public predictionDrift(): IMetric {
    requireSignal(this.plan, 'predictionDrift');
    return this.value('drift of predictions', 'predictionDrift', {});
  }

  public quality(metric: QualityMetric): IMetric {
    requireQuality(this.plan, metric);
    return this.value(metric, 'modelQuality', { metric });
  }

  public bias(feature: string, metric: BiasMetric): IMetric {
    requireBias(this.plan, feature, metric);
    return this.value(`${metric} by ${feature}`, 'bias', { name: feature, metric });
  }

  public attribution(): IMetric {
    requireSignal(this.plan, 'attribution');
    return this.value('likeness of what features count for', 'attribution', {});
  }

  public violations(): IMetric {
    return this.count(this.crossed, 'thresholds crossed', {}, this.period);
  }

  public runs(): IMetric {
    return this.count(this.counters.run, 'runs', {}, this.period);
  }

  public retrainings(): IMetric {
    return this.count(this.counters.retraining, 'retrainings', {}, this.period);
  }

  /** How many thresholds of a signal were crossed, or that there was no ground truth: for alarms. */
  public crossedBy(signal: string): IMetric {
    return this.count(this.crossed, `${signal}: thresholds crossed`, { 'metric.labels.signal': signal }, ALARM_PERIOD);
  }

  private value(label: string, signal: SignalName, of: Readonly<Record<string, string>>): IMetric {
    const wanted = { signal: SIGNAL_NAMES[signal], segment: '', ...of };
    return new Metric({
      ...this.common(this.values, label, Object.fromEntries(Object.entries(wanted).map(([key, value]) => [`metric.labels.${key}`, value]))),
      // The sum of distributions is one, of which the mean is the mean of the values.
      statistic: Statistic.SUM,
      acrossSeries: Statistic.AVERAGE,
      period: this.period,
    });
  }

  private count(metric: LoggingMetric, label: string, labels: Record<string, string>, period: Duration): IMetric {
    return new Metric({ ...this.common(metric, label, labels), statistic: Statistic.SUM, period });
  }

  // The reference makes an alarm wait for the metric, which has to be there before it can be watched.
  private common(metric: LoggingMetric, label: string, labels: Record<string, string>) {
    return { labels, metricType: `${LOG_METRIC_PREFIX}${metric.name}`, resourceTypes: [RESULT_RESOURCE], label: `${this.plan.name}: ${label}`, unit: MetricUnit.COUNT };
  }
}
