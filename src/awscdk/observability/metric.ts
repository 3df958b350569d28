import { IMetric as ICloudWatchMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { refuse } from '../../core/private';

const METRIC = Symbol.for('ml-platform-constructs.awscdk.Metric');

/** What a CloudWatch metric does not say of itself. */
export interface MetricOptions {
  /** A name for people. */
  readonly label: string;

  /**
   * What the values count.
   * @default MetricUnit.COUNT
   */
  readonly unit?: MetricUnit;

  /**
   * How the values of one period become one; as the CloudWatch metric has it.
   * @default Statistic.AVERAGE
   */
  readonly statistic?: Statistic;

  /**
   * The length of one period; as the CloudWatch metric has it.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
}

/**
 * A metric of CloudWatch that alarms and graphs of a platform take.
 *
 * @example
 * import { Metric as CloudWatchMetric } from 'aws-cdk-lib/aws-cloudwatch';
 * import { awscdk } from 'ml-platform-constructs';
 *
 * const errors = awscdk.Metric.of(
 *   new CloudWatchMetric({ namespace: 'AWS/SageMaker', metricName: 'Invocation5XXErrors', statistic: 'Sum' }),
 *   { label: 'Errors' },
 * );
 */
export class Metric implements IMetric {
  /**
   * Takes a metric, or an expression over metrics, of AWS CDK.
   *
   * @param metric the metric as AWS CDK has it
   * @param options what it does not say of itself
   */
  public static of(metric: ICloudWatchMetric, options: MetricOptions): Metric {
    return new Metric(metric, options);
  }

  /**
   * A portable metric as CloudWatch's.
   *
   * @internal
   */
  public static _cloudWatch(metric: IMetric): ICloudWatchMetric {
    if (METRIC in metric) return (metric as unknown as Metric).cloudWatchMetric;
    return refuse('alarms/wrong-target', `'${metric.label}' was made for another target on AWS: take it from a handle of this platform, or make it with awscdk.Metric`);
  }

  /** Always `aws`. */
  public readonly metricSystem = 'aws';

  /** A name for people. */
  public readonly label: string;

  /** What the values count. */
  public readonly unit: MetricUnit;

  /** How the values of one period become one. */
  public readonly statistic: Statistic;

  /** The length of one period. */
  public readonly period: Duration;

  private constructor(
    /** The metric as AWS CDK has it. */
    public readonly cloudWatchMetric: ICloudWatchMetric,
    options: MetricOptions,
  ) {
    Object.defineProperty(this, METRIC, { value: true });
    this.label = options.label;
    this.unit = options.unit ?? MetricUnit.COUNT;
    this.statistic = options.statistic ?? Statistic.AVERAGE;
    this.period = options.period ?? Duration.minutes(5);
  }
}
