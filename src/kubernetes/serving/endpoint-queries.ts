import { Statistic } from '../../core';
import { refuse } from '../../core/private';
import { VariantPlan } from '../../core/serving/variant-plan';
import { ClusterEndpointPlan, workloadName } from './endpoint-labels';
import { METER_PREFIX } from './pods/meter-config';

/** What Prometheus is asked about an endpoint. */
export interface EndpointQueries {
  /** Requests within the window. */
  readonly invocations: string;
  /** Requests a second. */
  readonly rate: string;
  readonly errorPercent: string;
  /** Milliseconds that a request takes on average. */
  readonly averageLatency: string;
  /** How busy the containers of the models are, in percent. */
  readonly saturation: string;
  /** Replicas that are measured, and so are there. */
  readonly replicas: string;
  /** Milliseconds that this part of the requests stays below: 0.99. */
  latency(quantile: number): string;
}

/** The part of the requests that a statistic of latency is about. */
const QUANTILES: Partial<Record<Statistic, number>> = {
  [Statistic.MINIMUM]: 0,
  [Statistic.P50]: 0.5,
  [Statistic.P90]: 0.9,
  [Statistic.P99]: 0.99,
  [Statistic.MAXIMUM]: 1,
};

/** What Prometheus is asked for a statistic of latency. */
export function latencyOf({ latency, averageLatency }: EndpointQueries, statistic: Statistic): string {
  if (statistic === Statistic.AVERAGE) return averageLatency;
  const quantile = QUANTILES[statistic] ?? refuse('alarms/statistic', `the ${statistic} of latencies means nothing: ask for p99, p90, p50, maximum, minimum or average`);
  return latency(quantile);
}

/** Of which requests, and over which time. */
export interface QueryScope {
  /** One of the models only; else all that answer. */
  readonly variant?: VariantPlan;
  /** Further labels that the series have to have, as PromQL writes them: `rollouts_pod_template_hash="…"`. */
  readonly labels?: readonly string[];
  readonly window?: string;
}

/** The labels of pods, as Prometheus writes them. */
const LABELS = { endpoint: 'ml_platform_endpoint', variant: 'ml_platform_variant' };
/** What a gRPC server answers when it is at fault: unknown, deadline exceeded, internal, unavailable, data loss. https://grpc.io/docs/guides/status-codes/ */
const GRPC_FAULTS = '2|4|13|14|15';

export function endpointQueries(plan: ClusterEndpointPlan, { variant, labels = [], window = '5m' }: QueryScope = {}): EndpointQueries {
  const answering = variant ? `${LABELS.variant}="${variant.name}"` : `${LABELS.variant}!="shadow"`;
  const selector = [`namespace="${plan.place.namespace}"`, `${LABELS.endpoint}="${plan.name}"`, answering, ...labels].join(',');
  const saturation = saturationOf(plan, variant ? [variant] : plan.variants, window);
  return { ...(plan.place.knative ? knativeQueries(selector, window) : meterQueries(selector, window, plan)), saturation, replicas: `sum(up{${selector}}) or vector(0)` };
}

/** https://www.envoyproxy.io/docs/envoy/v1.37.6/configuration/http/http_conn_man/stats */
function meterQueries(selector: string, window: string, { variants }: ClusterEndpointPlan): Omit<EndpointQueries, 'saturation' | 'replicas'> {
  const own = `envoy_http_conn_manager_prefix="${METER_PREFIX}",${selector}`;
  const rateOf = (series: string) => `sum(rate(${series}[${window}]))`;
  const completed = `envoy_http_downstream_rq_completed{${own}}`;
  const failed = rateOf(`envoy_http_downstream_rq_xx{envoy_response_code_class="5",${own}}`);
  const faults = rateOf(`{__name__=~"envoy_cluster_grpc_(${GRPC_FAULTS})",envoy_cluster_name="model",${selector}}`);
  const errors = variants.some(({ model }) => model.container.grpc) ? `((${failed} or vector(0)) + (${faults} or vector(0)))` : failed;
  return {
    invocations: `sum(increase(${completed}[${window}]))`,
    rate: rateOf(completed),
    errorPercent: `100 * ${errors} / ${rateOf(completed)}`,
    latency: (quantile) => `histogram_quantile(${quantile}, sum by (le) (rate(envoy_http_downstream_rq_time_bucket{${own}}[${window}])))`,
    averageLatency: `${rateOf(`envoy_http_downstream_rq_time_sum{${own}}`)} / ${rateOf(`envoy_http_downstream_rq_time_count{${own}}`)}`,
  };
}

/** What Knative counts beside a model: https://github.com/knative/serving/blob/knative-v1.22.1/pkg/queue/request_metric.go */
function knativeQueries(selector: string, window: string): Omit<EndpointQueries, 'saturation' | 'replicas'> {
  const name = 'kn_serving_invocation_duration_seconds';
  const count = `${name}_count{${selector}}`;
  const rateOf = (series: string) => `sum(rate(${series}[${window}]))`;
  return {
    invocations: `sum(increase(${count}[${window}]))`,
    rate: rateOf(count),
    errorPercent: `100 * ${rateOf(`${name}_count{http_response_status_code=~"5..",${selector}}`)} / ${rateOf(count)}`,
    latency: (quantile) => `1000 * histogram_quantile(${quantile}, sum by (le) (rate(${name}_bucket{${selector}}[${window}])))`,
    averageLatency: `1000 * ${rateOf(`${name}_sum{${selector}}`)} / ${rateOf(count)}`,
  };
}

/** Of the CPUs that the containers asked for, by the kubelet and kube-state-metrics; of their GPUs by DCGM, whose exporter may be asked with or without `honorLabels`. */
function saturationOf(plan: ClusterEndpointPlan, variants: readonly VariantPlan[], window: string): string {
  const { namespace } = plan.place;
  const pods = podsOf(plan, variants);
  if (variants.some(({ gpus }) => gpus > 0)) {
    const series = ['', 'exported_'].map((prefix) => `DCGM_FI_DEV_GPU_UTIL{${prefix}namespace="${namespace}",${prefix}pod=~"${pods}"}`);
    return `avg(${series.join(' or ')})`;
  }
  const containers = `namespace="${namespace}",pod=~"${pods}",container="${modelContainer(plan)}"`;
  return `100 * sum(rate(container_cpu_usage_seconds_total{${containers}}[${window}])) / sum(kube_pod_container_resource_requests{resource="cpu",${containers}})`;
}

/** What the container of a model is called. */
export function modelContainer({ place }: Pick<ClusterEndpointPlan, 'place'>): string {
  return place.kind === 'kserve' ? 'kserve-container' : 'model';
}

/** The names of the pods, and of no pod of an endpoint whose name only begins alike. */
function podsOf(plan: ClusterEndpointPlan, variants: readonly VariantPlan[]): string {
  const middle = plan.place.kind === 'deployment' ? '' : plan.place.knative ? '-predictor-[0-9]+-deployment' : '-predictor';
  return `(${variants.map((variant) => workloadName(plan, variant)).join('|')})${middle}-[a-z0-9]+-[a-z0-9]+`;
}
