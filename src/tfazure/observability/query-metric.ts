import { Duration, IMetric, MetricUnit, Statistic } from '../../core';

/** What is asked of the logs. */
export interface QueryMetricProps {
  /** A name for people, used in graphs and alarms. */
  readonly label: string;

  /** The id of the Log Analytics workspace that answers. */
  readonly logAnalyticsWorkspaceId: string;

  /** The query, in Kusto: a row for each value. */
  readonly query: string;

  /** The column with the value; its maximum counts. */
  readonly valueColumn: string;

  /** The column that tells one value from another; each is held against the threshold by itself. */
  readonly nameColumn: string;

  /**
   * The id of the user-assigned identity that an alarm asks as; it needs the right to read what the query reads.
   * @default - the rights of whoever makes the alarm
   */
  readonly identityId?: string;

  /**
   * What the values count.
   * @default MetricUnit.COUNT
   */
  readonly unit?: MetricUnit;

  /**
   * The length of one period: 5, 15 or 30 minutes, 1, 6, 12 or 24 hours, where an alarm is to watch it.
   * @default Duration.hours(1)
   */
  readonly period?: Duration;
}

/**
 * A metric that is the answer to a query over logs, or over what Azure Resource Graph knows (`arg("")`).
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * function audits(logAnalyticsWorkspaceId: string): tfazure.QueryMetric {
 *   return new tfazure.QueryMetric({
 *     label: 'Calls by user',
 *     logAnalyticsWorkspaceId,
 *     query: 'AKSAuditAdmin | summarize calls = count() by user = tostring(User.username)',
 *     valueColumn: 'calls',
 *     nameColumn: 'user',
 *   });
 * }
 */
export class QueryMetric implements IMetric {
  /** Always `azure`. */
  public readonly metricSystem: string = 'azure';
  /** Always `query`. */
  public readonly metricKind: string = 'query';
  /** A name for people. */
  public readonly label: string;
  /** What the values count. */
  public readonly unit: MetricUnit;
  /** Always the maximum. */
  public readonly statistic: Statistic = Statistic.MAXIMUM;
  /** The length of one period. */
  public readonly period: Duration;
  /** The id of the Log Analytics workspace. */
  public readonly logAnalyticsWorkspaceId: string;
  /** The query. */
  public readonly query: string;
  /** The column with the value. */
  public readonly valueColumn: string;
  /** The column that tells one value from another. */
  public readonly nameColumn: string;
  /** The id of the identity that an alarm asks as. */
  public readonly identityId?: string;

  /**
   * @param props what is asked
   */
  public constructor(props: QueryMetricProps) {
    this.label = props.label;
    this.unit = props.unit ?? MetricUnit.COUNT;
    this.period = props.period ?? Duration.hours(1);
    this.logAnalyticsWorkspaceId = props.logAnalyticsWorkspaceId;
    this.query = props.query;
    this.valueColumn = props.valueColumn;
    this.nameColumn = props.nameColumn;
    this.identityId = props.identityId;
  }
}
