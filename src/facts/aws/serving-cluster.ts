import { CLUSTER_LOG_GROUPS } from './cluster-metrics';
import { EndpointReadings, EndpointSeries, SeriesFacts } from './serving-metrics';

/** Lines of a log that become a metric. */
export interface LogMetricFact {
  readonly logGroup: string;
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
  readonly pattern: string;
  readonly value: string;
}

/** What this almanac asks of an endpoint in a cluster. */
export interface ClusterServing {
  readonly cluster: string;
  readonly namespace: string;
  readonly endpoint: string;
  /** What the owners of the pods of each model are called. */
  readonly workloads: readonly string[];
  /** Whether those owners are Deployments, which alone the add-on counts pods of. */
  readonly deployments: boolean;
  readonly gpus: boolean;
  /** The namespace of the platform's own metrics. */
  readonly platform: string;
}

const line = (more = '') => `{ ($.log_processed.ml_endpoint = "{endpoint}")${more} }`;

/**
 * Each request is a line of JSON of the meter beside a model, which the add-on takes apart: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-setup-logs-FluentBit.html.
 * Percentiles of such metrics are exact: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Percentiles
 */
export const REQUEST_LINES: Readonly<Record<'requests' | 'errors' | 'milliseconds', LogMetricFact>> = {
  requests: { logGroup: CLUSTER_LOG_GROUPS.application, pattern: line(), value: '1' },
  errors: { logGroup: CLUSTER_LOG_GROUPS.application, pattern: line(' && ($.log_processed.status >= 500)'), value: '1' },
  milliseconds: { logGroup: CLUSTER_LOG_GROUPS.application, pattern: line(), value: '$.log_processed.ms' },
};

/** Where the lines are counted. */
export const REQUEST_NAMESPACE = 'MlPlatform/{name}';

export function requestMetric(endpoint: string, what: string): string {
  return `${endpoint}-${what}`;
}

/**
 * Pods by what owns them, with the add-on's enhanced metrics: `pod_cpu_usage_total` and `pod_cpu_request` in thousandths of a CPU, `pod_gpu_utilization` in percent,
 * `status_replicas_available` of Deployments, each minute.
 * https://github.com/aws/amazon-cloudwatch-agent/blob/main/translator/translate/otel/exporter/awsemf/kubernetes.go
 */
export function clusterReadings(serving: ClusterServing): EndpointReadings {
  const counted = (what: string): SeriesFacts => ({ namespace: serving.platform, metricName: requestMetric(serving.endpoint, what), dimensions: {} });
  return {
    invocations: { series: [counted('requests')], expression: 'm0' },
    errorPercent: { series: [counted('errors'), counted('requests')], expression: '100*FILL(m0,0)/m1' },
    latency: { series: [counted('milliseconds')], expression: 'm0' },
    saturation: serving.gpus ? busyGpus(serving) : busyCpus(serving),
    replicas: serving.deployments ? replicas(serving) : undefined,
  };
}

/** Of a Deployment without any the add-on says 0. */
function replicas(serving: ClusterServing): EndpointSeries {
  const series = pods(serving, 'status_replicas_available');
  return { series, expression: series.map((_, i) => `m${i}`).join('+') };
}

function pods({ cluster, namespace, workloads }: ClusterServing, metricName: string): SeriesFacts[] {
  return workloads.map((workload) => ({ namespace: 'ContainerInsights', metricName, dimensions: { ClusterName: cluster, Namespace: namespace, PodName: workload } }));
}

function busyGpus(serving: ClusterServing): EndpointReadings['saturation'] {
  const series = pods(serving, 'pod_gpu_utilization');
  return { series, expression: worst(series.map((_, i) => `m${i}`)) };
}

function busyCpus(serving: ClusterServing): EndpointReadings['saturation'] {
  const [used, asked] = [pods(serving, 'pod_cpu_usage_total'), pods(serving, 'pod_cpu_request')];
  return { series: [...used, ...asked], expression: worst(used.map((_, i) => `100*m${i}/m${i + used.length}`)) };
}

function worst(terms: readonly string[]): string {
  return terms.length === 1 ? terms[0]! : `MAX([${terms.join(',')}])`;
}

/** More variants would make an alarm of more series than CloudWatch takes, ten: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html */
export const MOST_CLUSTER_VARIANTS = 4;

/** Why Knative is refused: nothing writes to CloudWatch what it counts. */
export const KNATIVE_UNSEEN = 'is to run by Knative, whose counts of requests CloudWatch does not have, so that no alarm would ever go off: take EndpointKind.deployment(…), KServe in a cluster without '
  + 'kubernetes.Knative, or EndpointKind.scaleToZero()';
