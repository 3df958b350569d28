import { Duration, IMetric, MetricUnit, Statistic } from '../../core';

/** What people read of a metric. */
export interface MetricOptions {
  /** A name for people, used in graphs and alarms. */
  readonly label: string;

  /**
   * What the values count.
   * @default MetricUnit.COUNT
   */
  readonly unit?: MetricUnit;

  /**
   * How the expression makes one value of many; the expression itself decides, this only says it.
   * @default Statistic.AVERAGE
   */
  readonly statistic?: Statistic;

  /**
   * How long a condition on it has to hold for one period of an alarm.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
}

/**
 * A metric of Prometheus.
 *
 * @example
 * import { tfk8s } from 'ml-platform-constructs';
 *
 * const pending = tfk8s.Metric.promql('sum(kube_pod_status_phase{namespace="acme-ml",phase="Pending"})', { label: 'pending pods' });
 */
export class Metric implements IMetric {
  /**
   * Whatever an expression says.
   *
   * @param expression PromQL that gives one series
   * @param options what people read of it
   */
  public static promql(expression: string, options: MetricOptions): Metric {
    return new Metric(
      expression,
      options.label,
      options.unit ?? MetricUnit.COUNT,
      options.statistic ?? Statistic.AVERAGE,
      options.period ?? Duration.minutes(5),
    );
  }

  public readonly metricSystem: string = 'kubernetes';

  private constructor(
    /** The expression, in PromQL. */
    public readonly expression: string,
    public readonly label: string,
    public readonly unit: MetricUnit,
    public readonly statistic: Statistic,
    public readonly period: Duration,
  ) {}
}
