import { Duration, IMetric, MetricUnit, Statistic } from '../../core';

/** What is asked of Prometheus. */
export interface PrometheusMetricProps {
  /** A name for people, used in graphs and alarms. */
  readonly label: string;

  /** The id of the Azure Monitor workspace that keeps the measurements. */
  readonly monitorWorkspaceId: string;

  /** The query, in PromQL; an alarm holds each series of its answer against the threshold. */
  readonly query: string;

  /**
   * What the values count.
   * @default MetricUnit.COUNT
   */
  readonly unit?: MetricUnit;

  /**
   * For how long a value has to be bad before an alarm goes off; whole minutes.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
}

/**
 * A metric of managed Prometheus: a query in PromQL over an Azure Monitor workspace.
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * function restarts(monitorWorkspaceId: string): tfazure.PrometheusMetric {
 *   return new tfazure.PrometheusMetric({
 *     label: 'Restarts',
 *     monitorWorkspaceId,
 *     query: 'sum(increase(kube_pod_container_status_restarts_total[1h]))',
 *   });
 * }
 */
export class PrometheusMetric implements IMetric {
  /** Always `azure`. */
  public readonly metricSystem: string = 'azure';
  /** Always `prometheus`. */
  public readonly metricKind: string = 'prometheus';
  /** A name for people. */
  public readonly label: string;
  /** What the values count. */
  public readonly unit: MetricUnit;
  /** Always the average: the query joins the values itself. */
  public readonly statistic: Statistic = Statistic.AVERAGE;
  /** For how long a value has to be bad. */
  public readonly period: Duration;
  /** The id of the Azure Monitor workspace. */
  public readonly monitorWorkspaceId: string;
  /** The query. */
  public readonly query: string;

  /**
   * @param props what is asked
   */
  public constructor(props: PrometheusMetricProps) {
    this.label = props.label;
    this.unit = props.unit ?? MetricUnit.COUNT;
    this.period = props.period ?? Duration.minutes(5);
    this.monitorWorkspaceId = props.monitorWorkspaceId;
    this.query = props.query;
  }
}
