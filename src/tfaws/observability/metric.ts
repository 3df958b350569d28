import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { refuse } from '../../core/private';
import { MetricPart } from './metric-part';

/** Where the values of a metric lie in CloudWatch. */
export interface MetricProps {
  /** Such as `AWS/SageMaker`. */
  readonly namespace: string;

  /** Such as `ModelLatency`. */
  readonly metricName: string;

  /**
   * What tells it apart from others of its name.
   * @default - none
   */
  readonly dimensions?: Record<string, string>;

  /**
   * A further dimension over whose values it is summed, unless `expression` says otherwise; the period then has to be the same for all.
   * @default - it is read as it is
   */
  readonly sumOver?: string;

  /**
   * The values of `sumOver`, 1 to 9.
   * @default - none
   */
  readonly sumOverValues?: string[];

  /**
   * What becomes of what is read, in the metric math of CloudWatch: `m0`, `m1` … are the series in the order of `sumOverValues`, `m0` is the only one without.
   * @default - the sum of all
   */
  readonly expression?: string;

  /**
   * A name for people.
   * @default - the metric's name
   */
  readonly label?: string;

  /**
   * What the values count.
   * @default MetricUnit.COUNT
   */
  readonly unit?: MetricUnit;

  /**
   * How the values of one period become one.
   * @default Statistic.AVERAGE
   */
  readonly statistic?: Statistic;

  /**
   * The length of one period, whole minutes.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;

  /**
   * The region that it is written in.
   * @default - that of the platform which watches it
   */
  readonly region?: string;
}

const STATISTICS: Record<Statistic, string> = {
  [Statistic.SUM]: 'Sum',
  [Statistic.AVERAGE]: 'Average',
  [Statistic.MAXIMUM]: 'Maximum',
  [Statistic.MINIMUM]: 'Minimum',
  [Statistic.P99]: 'p99',
  [Statistic.P90]: 'p90',
  [Statistic.P50]: 'p50',
};

/**
 * A metric of CloudWatch. Throws `alarms/period` for a period that is not whole minutes.
 *
 * @example
 * import { tfaws } from 'ml-platform-constructs';
 *
 * const latency = new tfaws.Metric({ namespace: 'AWS/SageMaker', metricName: 'ModelLatency', dimensions: { EndpointName: 'fraud', VariantName: 'live' } });
 */
export class Metric implements IMetric {
  /** Always `aws`. */
  public readonly metricSystem = 'aws';

  public readonly label: string;

  public readonly unit: MetricUnit;

  public readonly statistic: Statistic;

  public readonly period: Duration;

  /** The region that it is written in; none for the platform's. */
  public readonly region?: string;

  /**
   * @param props where its values lie
   */
  public constructor(private readonly props: MetricProps) {
    this.label = props.label ?? props.metricName;
    this.unit = props.unit ?? MetricUnit.COUNT;
    this.statistic = props.statistic ?? Statistic.AVERAGE;
    this.period = checkedPeriod(props.period ?? Duration.minutes(5), this.label);
    this.region = props.region;
  }

  /** How CloudWatch writes the statistic: `Average`, `p99`. */
  public statisticName(): string {
    return STATISTICS[this.statistic];
  }

  /**
   * What is made of the parts `m0`, `m1` …, beside their sum.
   *
   * @internal
   */
  public _expression(): string | undefined {
    return this.props.expression;
  }

  /**
   * What is read, one member each.
   *
   * @internal
   */
  public _parts(): MetricPart[] {
    const { namespace, metricName, dimensions = {}, sumOver, sumOverValues = [] } = this.props;
    if (!sumOver) return [{ namespace, metricName, dimensions }];
    return sumOverValues.map((value) => ({ namespace, metricName, dimensions: { ...dimensions, [sumOver]: value } }));
  }
}

function checkedPeriod(period: Duration, label: string): Duration {
  const seconds = period.toSeconds();
  if (seconds === 0 || seconds % 60 !== 0) refuse('alarms/period', `'${label}' cannot be read over ${period}: give whole minutes, 1 or more`);
  return period;
}
