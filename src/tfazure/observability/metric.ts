import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { refuse } from '../../core/private';
import { AGGREGATIONS } from '../../facts/azure/metrics';

/** Where a metric lies, and how it is read. */
export interface MetricProps {
  /** A name for people, used in graphs and alarms. */
  readonly label: string;

  /** The id of the resource that emits it. */
  readonly resourceId: string;

  /** The namespace, such as `Microsoft.Storage/storageAccounts`. */
  readonly namespace: string;

  /** The name, such as `UsedCapacity`. */
  readonly metricName: string;

  /**
   * Which of its values count: those with these values of its dimensions, such as `{ ExperimentName: 'fraud' }`.
   * @default - all
   */
  readonly dimensions?: Record<string, string>;

  /**
   * What the values count.
   * @default MetricUnit.COUNT
   */
  readonly unit?: MetricUnit;

  /**
   * How the values of one period become one. Azure Monitor has no percentiles: throws `alarms/statistic` for them.
   * @default Statistic.AVERAGE
   */
  readonly statistic?: Statistic;

  /**
   * The length of one period: 1, 5, 15 or 30 minutes, 1, 6, 12 or 24 hours, where an alarm is to watch it.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
}

/**
 * A platform metric of Azure Monitor.
 *
 * @example
 * import { MetricUnit, tfazure } from 'ml-platform-constructs';
 *
 * function transactions(accountId: string): tfazure.Metric {
 *   return new tfazure.Metric({
 *     label: 'Transactions',
 *     resourceId: accountId,
 *     namespace: 'Microsoft.Storage/storageAccounts',
 *     metricName: 'Transactions',
 *     unit: MetricUnit.COUNT,
 *   });
 * }
 */
export class Metric implements IMetric {
  /** Always `azure`. */
  public readonly metricSystem: string = 'azure';
  /** A name for people. */
  public readonly label: string;
  /** What the values count. */
  public readonly unit: MetricUnit;
  /** How the values of one period become one. */
  public readonly statistic: Statistic;
  /** The length of one period. */
  public readonly period: Duration;
  /** The id of the resource that emits it. */
  public readonly resourceId: string;
  /** The namespace. */
  public readonly namespace: string;
  /** The name in its namespace. */
  public readonly metricName: string;
  /** Which of its values count, by its dimensions. */
  public readonly dimensions: Record<string, string>;
  /** The statistic as Azure calls it: `Total`, `Average`, `Maximum` or `Minimum`. */
  public readonly aggregation: string;

  /**
   * @param props where it lies, and how it is read
   */
  public constructor(props: MetricProps) {
    this.label = props.label;
    this.unit = props.unit ?? MetricUnit.COUNT;
    this.statistic = props.statistic ?? Statistic.AVERAGE;
    this.period = props.period ?? Duration.minutes(5);
    this.resourceId = props.resourceId;
    this.namespace = props.namespace;
    this.metricName = props.metricName;
    this.dimensions = { ...props.dimensions };
    this.aggregation = AGGREGATIONS[this.statistic]
      ?? refuse('alarms/statistic', `'${props.label}' asks for ${this.statistic}, but metrics of Azure Monitor have no percentiles: take the average or the maximum`);
  }
}
