import { IMetric, IModelEndpointMetrics, MetricUnit, Statistic } from '../../core';
import { refuse } from '../../core/private';
import { ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { ENDPOINT_PROMQL } from '../../facts/gcp/serving-metrics';
import { PromqlMetric } from '../observability/promql-metric';

const QUANTILES: Partial<Record<Statistic, number>> = {
  [Statistic.MINIMUM]: 0,
  [Statistic.P50]: 0.5,
  [Statistic.P90]: 0.9,
  [Statistic.P99]: 0.99,
  [Statistic.MAXIMUM]: 1,
};

/** Over that much time values are summed; they come late. */
const WINDOW = '5m';

/** Measurements of an endpoint of Vertex AI, or of some of its deployments: `1|2`. */
export class EndpointMetrics implements IModelEndpointMetrics {
  private readonly isPrivate: boolean;
  private readonly gpus: boolean;
  private readonly cpus: number;

  public constructor(private readonly plan: ModelEndpointPlan, private readonly location: string, private readonly deployments?: string) {
    const machines = modelsOf(plan).map(({ machine }) => machine!);
    this.isPrivate = plan.access === 'private';
    this.gpus = machines.some(({ gpus }) => gpus > 0);
    this.cpus = Math.max(...machines.map(({ cpus }) => cpus));
  }

  public invocations(): IMetric {
    return this.metric('requests', MetricUnit.COUNT, Statistic.SUM, this.eachWay(ENDPOINT_PROMQL.responses, ENDPOINT_PROMQL.privateResponses, (name) => this.sum(name)));
  }

  public errorPercent(): IMetric {
    const share = (name: string) => `100 * ${this.sum(name, 'response_code=~"5.*"')} / ${this.sum(name)}`;
    return this.metric('failed requests in percent', MetricUnit.PERCENT, Statistic.AVERAGE, this.eachWay(ENDPOINT_PROMQL.responses, ENDPOINT_PROMQL.privateResponses, share));
  }

  public latency(statistic: Statistic = Statistic.P99): IMetric {
    const { latencies, privateLatencies } = ENDPOINT_PROMQL;
    const total = (name: string) => (name.startsWith(latencies) ? 'latency_type="total"' : undefined);
    const query = (name: string) => {
      if (statistic === Statistic.AVERAGE) return `${this.sum(`${name}_sum`, total(name))} / ${this.sum(`${name}_count`, total(name))}`;
      return `histogram_quantile(${this.quantileOf(statistic)}, ${this.sum(`${name}_bucket`, total(name), 'by (le) ')})`;
    };
    return this.metric(`latency (${statistic})`, MetricUnit.MILLISECONDS, statistic, this.eachWay(latencies, privateLatencies, query));
  }

  public saturation(): IMetric {
    const { cpu, gpu } = ENDPOINT_PROMQL;
    const [name, each] = this.gpus ? [gpu, 1] : [cpu, this.cpus];
    const average = `avg(avg_over_time(${name}{${this.labels()}}[${WINDOW}]))`;
    return this.metric(this.gpus ? 'busy GPUs in percent' : 'busy CPUs in percent', MetricUnit.PERCENT, Statistic.AVERAGE, `100 * ${average}${each === 1 ? '' : ` / ${each}`}`);
  }

  private metric(label: string, unit: MetricUnit, statistic: Statistic, query: string): IMetric {
    return new PromqlMetric({ query, unit, statistic, label: `${this.plan.name}: ${label}` });
  }

  /** What an endpoint in the network writes has one of two names. */
  private eachWay(name: string, privateName: string, query: (name: string) => string): string {
    return this.isPrivate ? `(${query(name)}) or (${query(privateName)})` : query(name);
  }

  private sum(name: string, label?: string, by = ''): string {
    return `sum ${by}(increase(${name}{${this.labels(label)}}[${WINDOW}]))`;
  }

  private labels(label?: string): string {
    const own = this.deployments === undefined ? [] : [`deployed_model_id=~"${this.deployments}"`];
    return [`endpoint_id="${this.plan.name}"`, `location="${this.location}"`, ...own, ...(label ? [label] : [])].join(',');
  }

  private quantileOf(statistic: Statistic): number {
    return QUANTILES[statistic] ?? refuse('alarms/statistic', `the ${statistic} of latencies means nothing: ask for p99, p90, p50, maximum, minimum or average`);
  }
}
