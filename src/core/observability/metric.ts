import { Duration } from '../units';

/** What the values of a metric count. */
export enum MetricUnit {
  /** Things that happened, or that are there. */
  COUNT = 'count',

  /** Bytes. */
  BYTES = 'bytes',

  /** Milliseconds. */
  MILLISECONDS = 'milliseconds',

  /** Hundredths, 0 to 100. */
  PERCENT = 'percent',
}

/** How the values of one period become one. */
export enum Statistic {
  /** All of them together. */
  SUM = 'sum',

  /** Their mean. */
  AVERAGE = 'average',

  /** The largest. */
  MAXIMUM = 'maximum',

  /** The smallest. */
  MINIMUM = 'minimum',

  /** The value that 99 % stay below. */
  P99 = 'p99',

  /** The value that 90 % stay below. */
  P90 = 'p90',

  /** The value that half stay below. */
  P50 = 'p50',
}

/**
 * A measurement of a handle: `ml.artifacts.metrics.storedBytes()`. Where its values lie is the target's knowledge;
 * alarms and graphs take it as it is.
 */
export interface IMetric {
  /** Whose metric it is: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly metricSystem: string;

  /** A name for people, used in graphs and alarms. */
  readonly label: string;

  /** What the values count. */
  readonly unit: MetricUnit;

  /** How the values of one period become one. */
  readonly statistic: Statistic;

  /** The length of one period. */
  readonly period: Duration;
}
