import { EndpointSeries } from '../../facts/aws/serving-metrics';
import { Metric, MetricProps } from '../observability/metric';
import { MetricPart } from '../observability/metric-part';

/** Several series of whatever names, and what becomes of them. */
export class SeriesMetric extends Metric {
  public constructor(private readonly read: EndpointSeries, props: Omit<MetricProps, 'namespace' | 'metricName'>) {
    const [{ namespace, metricName }] = read.series as readonly [MetricPart];
    super({ ...props, namespace, metricName });
  }

  public override _expression(): string | undefined {
    return this.read.expression === 'm0' ? undefined : this.read.expression;
  }

  public override _parts(): MetricPart[] {
    return this.read.series.map(({ dimensions, ...series }) => ({ ...series, dimensions: { ...dimensions } }));
  }
}
