import { SageMakerEndpoint, ServedVariant } from './serving-endpoint';

/** One series of CloudWatch. */
export interface SeriesFacts {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Series that are read together, and what becomes of them: `m0`, `m1` … in their order. */
export interface EndpointSeries {
  readonly series: readonly SeriesFacts[];
  readonly expression: string;
}

/** What an endpoint is measured by. */
export interface EndpointReadings {
  readonly invocations: EndpointSeries;
  readonly errorPercent: EndpointSeries;
  readonly latency: EndpointSeries;
  readonly saturation: EndpointSeries;
  /** Replicas that are there, all variants together; absent where nothing counts them. */
  readonly replicas?: EndpointSeries;
}

/**
 * Metrics of endpoints: https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html. Those of requests lie by variant or by component; latency is in
 * microseconds. The average of `Invocation5XXErrors` is the part of the requests that failed, since each request counts 0 or 1.
 */
const REQUESTS = 'AWS/SageMaker';

/** How busy the machines of variants are: in percent of one CPU or GPU, so that a machine with four is at 400 when all of it works. */
const MACHINES = '/aws/sagemaker/Endpoints';

/** How busy copies are: in percent of what they asked for. */
const COPIES = '/aws/sagemaker/InferenceComponents';

const isComponent = ({ place }: SageMakerEndpoint) => place.kind === 'scale-to-zero';

function dimensionsOf(endpoint: SageMakerEndpoint, variant: ServedVariant): Record<string, string> {
  return isComponent(endpoint) ? { InferenceComponentName: endpoint.name } : { EndpointName: endpoint.name, VariantName: variant.name };
}

function requests(endpoint: SageMakerEndpoint, metricName: string): SeriesFacts[] {
  return endpoint.variants.map((variant) => ({ namespace: REQUESTS, metricName, dimensions: dimensionsOf(endpoint, variant) }));
}

const parts = (series: readonly SeriesFacts[]) => series.map((_, i) => `m${i}`);
const worst = (terms: readonly string[]) => (terms.length === 1 ? terms[0]! : `MAX([${terms.join(',')}])`);

/** Of requests all variants together, else of the variant that does worst. */
export function endpointReadings(endpoint: SageMakerEndpoint): EndpointReadings {
  return { invocations: invocations(endpoint), errorPercent: errorPercent(endpoint), latency: latency(endpoint), saturation: saturation(endpoint) };
}

function invocations(endpoint: SageMakerEndpoint): EndpointSeries {
  const series = requests(endpoint, 'Invocations');
  return { series, expression: parts(series).join('+') };
}

/** Of how many requests in a hundred failed, of the variant that fails most. */
function errorPercent(endpoint: SageMakerEndpoint): EndpointSeries {
  const series = requests(endpoint, 'Invocation5XXErrors');
  return { series, expression: `100*${worst(parts(series))}` };
}

/** The model's time for a request in milliseconds, of the slowest variant. */
function latency(endpoint: SageMakerEndpoint): EndpointSeries {
  const series = requests(endpoint, 'ModelLatency');
  return { series, expression: `${worst(parts(series))}/1000` };
}

/** How busy the busiest variant is, in percent. */
function saturation(endpoint: SageMakerEndpoint): EndpointSeries {
  const uses = endpoint.variants.map((variant) => utilization(endpoint, variant, variant.gpus > 0 ? 'gpu' : 'cpu'));
  return { series: uses.map(({ series }) => series), expression: worst(uses.map(({ units }, i) => (units === 1 ? `m${i}` : `m${i}/${units}`))) };
}

/** How busy the CPUs or GPUs of a variant are: the series, and how many hundred percent it shows at most. */
export function utilization(endpoint: SageMakerEndpoint, variant: ServedVariant, what: 'cpu' | 'gpu'): { readonly series: SeriesFacts; readonly units: number } {
  const metricName = what === 'gpu' ? 'GPUUtilization' : 'CPUUtilization';
  const dimensions = dimensionsOf(endpoint, variant);
  if (isComponent(endpoint)) return { series: { namespace: COPIES, metricName: `${metricName}Normalized`, dimensions }, units: 1 };
  return { series: { namespace: MACHINES, metricName, dimensions }, units: what === 'gpu' ? variant.gpus : variant.machine!.cpus };
}

/** The model's time for a request, of one variant. */
export function variantLatency(endpoint: SageMakerEndpoint, variant: ServedVariant): SeriesFacts {
  return { namespace: REQUESTS, metricName: 'ModelLatency', dimensions: dimensionsOf(endpoint, variant) };
}

/** Requests that no copy was there for: https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html */
export function missedRequests({ name }: SageMakerEndpoint): SeriesFacts {
  return { namespace: REQUESTS, metricName: 'NoCapacityInvocationFailures', dimensions: { InferenceComponentName: name } };
}
