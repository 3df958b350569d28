import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { refuse } from '../../core/private';

/** What a query of Cloud Monitoring measures. */
export interface PromqlMetricProps {
  /** The query: an expression of PromQL with one value at a time, such as `sum(kube_pod_status_unschedulable)`. What it compares or averages is said in it. */
  readonly query: string;

  /** A name for people. */
  readonly label: string;

  /**
   * What the values count.
   * @default MetricUnit.COUNT
   */
  readonly unit?: MetricUnit;

  /**
   * How the query makes one value of a period, for people; it changes nothing.
   * @default Statistic.AVERAGE
   */
  readonly statistic?: Statistic;

  /**
   * The time that the query looks back, 1 minute to 24 hours. An alarm over several periods waits for that many of them but one.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
}

/**
 * A query in PromQL, for alarms and graphs: shares of two metrics, and metrics of Prometheus.
 *
 * Throws `alarms/query` for an empty query and `alarms/period`.
 *
 * @see https://docs.cloud.google.com/monitoring/promql
 *
 * @example
 * import { MetricUnit, tfgcp } from 'ml-platform-constructs';
 *
 * const share = new tfgcp.PromqlMetric({
 *   query: '100 * sum(kubernetes_io:node_cpu_core_usage_time) / sum(kubernetes_io:node_cpu_allocatable_cores)',
 *   label: 'CPUs at work',
 *   unit: MetricUnit.PERCENT,
 * });
 */
export class PromqlMetric implements IMetric {
  /** Always `gcp`. */
  public readonly metricSystem: string = 'gcp';

  /** The query. */
  public readonly query: string;

  /** A name for people, used in graphs and alarms. */
  public readonly label: string;

  /** What the values count. */
  public readonly unit: MetricUnit;

  /** How the query makes one value of a period. */
  public readonly statistic: Statistic;

  /** The time that the query looks back. */
  public readonly period: Duration;

  /**
   * @param props what the query measures
   */
  public constructor(props: PromqlMetricProps) {
    const { query, label, unit = MetricUnit.COUNT, statistic = Statistic.AVERAGE, period = Duration.minutes(5) } = props;
    if (query.trim() === '') refuse('alarms/query', `'${label}' has an empty query, which measures nothing: give an expression of PromQL`);
    const seconds = period.toSeconds();
    if (seconds < 60 || seconds > 86_400 || seconds % 60 !== 0) {
      refuse('alarms/period', `'${label}' cannot be read over ${period}: give whole minutes, 1 minute to 24 hours`);
    }
    this.query = query;
    this.label = label;
    this.unit = unit;
    this.statistic = statistic;
    this.period = period;
  }
}
