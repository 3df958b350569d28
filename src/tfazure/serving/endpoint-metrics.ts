import { Duration, IMetric, IModelEndpointMetrics, MetricUnit, Statistic } from '../../core';
import { refuse } from '../../core/private';
import { SERVING_METRICS, TRAFFIC_LOG } from '../../facts/azure/serving-metrics';
import { Metric } from '../observability/metric';
import { QueryMetric } from '../observability/query-metric';

export interface EndpointMetricsProps {
  readonly name: string;
  readonly endpointId: string;
  readonly logAnalyticsWorkspaceId: string;
  /** The id of the deployment that most requests go to, as it is called after the last release. */
  readonly deploymentId: string;
  /** Whether its replicas have GPUs. */
  readonly gpus: boolean;
}

/** Requests and latency as the endpoint tells them, errors from its log, since none of its metrics has the whole and the part, and how busy the largest deployment is. */
export class EndpointMetrics implements IModelEndpointMetrics {
  public constructor(private readonly props: EndpointMetricsProps) {}

  public invocations(): IMetric {
    return this.metric('requests a minute', SERVING_METRICS.requests, MetricUnit.COUNT);
  }

  /** Logs arrive some minutes late, so that a window of five would miss them. */
  public errorPercent(): IMetric {
    const { name, logAnalyticsWorkspaceId } = this.props;
    return new QueryMetric({
      label: `${name}: failed requests`,
      logAnalyticsWorkspaceId,
      query: [
        TRAFFIC_LOG.table,
        `| where EndpointName =~ '${name}'`,
        `| summarize requests = count(), failed = countif(${TRAFFIC_LOG.ownFault}) by EndpointName`,
        '| project EndpointName, errorPercent = 100.0 * failed / requests',
      ].join('\n'),
      valueColumn: 'errorPercent',
      nameColumn: 'EndpointName',
      unit: MetricUnit.PERCENT,
      period: Duration.minutes(15),
    });
  }

  /** Azure ML makes the percentiles itself, of which Azure Monitor takes the average. */
  public latency(statistic: Statistic = Statistic.P99): IMetric {
    const { latency, percentiles } = SERVING_METRICS;
    const { p50, p90, p99 } = percentiles;
    const known = { [Statistic.P50]: p50, [Statistic.P90]: p90, [Statistic.P99]: p99, [Statistic.AVERAGE]: latency };
    const found = known[statistic as keyof typeof known]
      ?? refuse('alarms/statistic', `Azure ML does not measure the ${statistic} of latencies: ask for p99, p90, p50 or average`);
    return this.metric(`latency ${found === latency ? 'on average' : statistic}`, found, MetricUnit.MILLISECONDS);
  }

  public saturation(): IMetric {
    const { name, deploymentId, gpus } = this.props;
    const { namespace, name: metricName } = gpus ? SERVING_METRICS.gpu : SERVING_METRICS.cpu;
    return new Metric({ label: `${name}: ${gpus ? 'GPUs' : 'CPUs'} busy`, resourceId: deploymentId, namespace, metricName, unit: MetricUnit.PERCENT, statistic: Statistic.AVERAGE });
  }

  private metric(what: string, { namespace, name: metricName }: { readonly namespace: string; readonly name: string }, unit: MetricUnit): Metric {
    const { name, endpointId } = this.props;
    return new Metric({ label: `${name}: ${what}`, resourceId: endpointId, namespace, metricName, unit, statistic: Statistic.AVERAGE });
  }
}
