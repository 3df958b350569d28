import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { refuse } from '../../core/private';
import { Aggregation } from './aggregation';

/** What a metric of Cloud Monitoring is. */
export interface MetricProps {
  /** The type of the metric: `storage.googleapis.com/storage/v2/total_bytes`. */
  readonly metricType: string;

  /** The types of monitored resource whose series are read; Cloud Monitoring wants at least one. */
  readonly resourceTypes: string[];

  /**
   * Which series: labels and the values they must have, such as `{ 'resource.labels.bucket_name': 'acme' }`.
   * @default - all series
   */
  readonly labels?: Record<string, string>;

  /** A name for people. */
  readonly label: string;

  /**
   * What the values count.
   * @default MetricUnit.COUNT
   */
  readonly unit?: MetricUnit;

  /**
   * How the values of one period become one. Cloud Monitoring has no 90th percentile: throws `alarms/statistic` for it.
   * @default Statistic.AVERAGE
   */
  readonly statistic?: Statistic;

  /**
   * How the series of several resources become one, after each has its value of the period.
   * @default - as `statistic` says
   */
  readonly acrossSeries?: Statistic;

  /**
   * The length of one period, 1 minute to 24 hours.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
}

/** https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Aligner: there is none for the 90th percentile. */
const ALIGNERS: Partial<Record<Statistic, string>> = {
  [Statistic.SUM]: 'ALIGN_SUM',
  [Statistic.AVERAGE]: 'ALIGN_MEAN',
  [Statistic.MAXIMUM]: 'ALIGN_MAX',
  [Statistic.MINIMUM]: 'ALIGN_MIN',
  [Statistic.P99]: 'ALIGN_PERCENTILE_99',
  [Statistic.P50]: 'ALIGN_PERCENTILE_50',
};

/** How the series of several resources become one, after each was aligned. */
const REDUCERS: Partial<Record<Statistic, string>> = {
  [Statistic.SUM]: 'REDUCE_SUM',
  [Statistic.AVERAGE]: 'REDUCE_MEAN',
  [Statistic.MAXIMUM]: 'REDUCE_MAX',
  [Statistic.MINIMUM]: 'REDUCE_MIN',
  [Statistic.P99]: 'REDUCE_MAX',
  [Statistic.P50]: 'REDUCE_PERCENTILE_50',
};

/**
 * A metric of Cloud Monitoring, for alarms and graphs.
 *
 * Throws `alarms/statistic` for a statistic that Cloud Monitoring lacks, `alarms/period` and `alarms/resource-type`.
 *
 * @example
 * import { MetricUnit, Statistic, tfgcp } from 'ml-platform-constructs';
 *
 * const errors = new tfgcp.Metric({
 *   metricType: 'aiplatform.googleapis.com/prediction/online/error_count',
 *   resourceTypes: ['aiplatform.googleapis.com/Endpoint'],
 *   label: 'failed predictions',
 *   unit: MetricUnit.COUNT,
 *   statistic: Statistic.SUM,
 * });
 */
export class Metric implements IMetric {
  /** Always `gcp`. */
  public readonly metricSystem: string = 'gcp';

  /** A name for people, used in graphs and alarms. */
  public readonly label: string;

  /** What the values count. */
  public readonly unit: MetricUnit;

  /** How the values of one period become one. */
  public readonly statistic: Statistic;

  /** The length of one period. */
  public readonly period: Duration;

  /** Which series are read, as Cloud Monitoring writes it. */
  public readonly filter: string;

  private readonly acrossSeries: Statistic;

  /**
   * @param props what the metric is
   */
  public constructor(props: MetricProps) {
    const { metricType, resourceTypes, labels = {}, statistic = Statistic.AVERAGE, period = Duration.minutes(5) } = props;
    if (!ALIGNERS[statistic]) {
      refuse('alarms/statistic', `'${statistic}' is asked of '${props.label}', but Cloud Monitoring cannot align to it: use p99, p50, average or maximum`);
    }
    const seconds = period.toSeconds();
    if (seconds < 60 || seconds > 86_400 || seconds % 60 !== 0) {
      refuse('alarms/period', `'${props.label}' cannot be read over ${period}: give whole minutes, 1 minute to 24 hours`);
    }
    if (resourceTypes.length === 0) refuse('alarms/resource-type', `'${props.label}' names no type of monitored resource: name at least one`);
    const resource = resourceTypes.length === 1 ? quoted(resourceTypes[0]!) : `one_of(${resourceTypes.map(quoted).join(', ')})`;
    this.label = props.label;
    this.unit = props.unit ?? MetricUnit.COUNT;
    this.statistic = statistic;
    this.period = period;
    this.acrossSeries = props.acrossSeries ?? statistic;
    this.filter = [
      `metric.type = ${quoted(metricType)}`,
      `resource.type = ${resource}`,
      ...Object.entries(labels).map(([label, value]) => `${label} = ${quoted(value)}`),
    ].join(' AND ');
  }

  /** @internal */
  public get _aggregation(): Aggregation {
    return {
      alignmentPeriod: `${this.period.toSeconds()}s`,
      perSeriesAligner: ALIGNERS[this.statistic]!,
      crossSeriesReducer: REDUCERS[this.acrossSeries]!,
    };
  }
}

function quoted(value: string): string {
  return `"${value}"`;
}
