import { IMetric as ICloudWatchMetric, MathExpression, Metric as CloudWatchMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration as CdkDuration } from 'aws-cdk-lib/core';
import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { stableSuffix } from '../../core/private';
import { EndpointMeasurements } from '../../core/serving/endpoint-alarms';
import { EndpointReadings, EndpointSeries } from '../../facts/aws/serving-metrics';
import { Metric } from '../observability/metric';

interface Reading {
  readonly label: string;
  readonly statistic: Statistic;
  readonly minutes: number;
  readonly unit?: MetricUnit;
}

const STATISTICS: Readonly<Record<Statistic, string>> = {
  [Statistic.SUM]: 'Sum',
  [Statistic.AVERAGE]: 'Average',
  [Statistic.MAXIMUM]: 'Maximum',
  [Statistic.MINIMUM]: 'Minimum',
  [Statistic.P99]: 'p99',
  [Statistic.P90]: 'p90',
  [Statistic.P50]: 'p50',
};

/** Measurements of an endpoint, which come each minute. Of several variants the worst counts, but for requests, which are added up. */
export class EndpointMetrics implements EndpointMeasurements {
  /** Replicas that are there; absent where nothing counts them. */
  public readonly replicas?: () => IMetric;

  public constructor(private readonly endpoint: string, private readonly readings: EndpointReadings) {
    const { replicas } = readings;
    if (replicas) this.replicas = () => this.read(replicas, { label: 'replicas', statistic: Statistic.MINIMUM, minutes: 1 });
  }

  public invocations(): IMetric {
    return this.read(this.readings.invocations, { label: 'requests', statistic: Statistic.SUM, minutes: 5 });
  }

  public errorPercent(): IMetric {
    return this.read(this.readings.errorPercent, { label: 'failed requests', statistic: Statistic.AVERAGE, minutes: 1, unit: MetricUnit.PERCENT });
  }

  public latency(statistic: Statistic = Statistic.P99): IMetric {
    return this.read(this.readings.latency, { label: `latency (${statistic})`, statistic, minutes: 1, unit: MetricUnit.MILLISECONDS });
  }

  public saturation(): IMetric {
    return this.read(this.readings.saturation, { label: 'saturation', statistic: Statistic.AVERAGE, minutes: 5, unit: MetricUnit.PERCENT });
  }

  private read({ series, expression }: EndpointSeries, { label: what, statistic, minutes, unit }: Reading): IMetric {
    const label = `${this.endpoint}: ${what}`;
    const period = CdkDuration.minutes(minutes);
    const metrics = series.map(({ namespace, metricName, dimensions }) => {
      return new CloudWatchMetric({ namespace, metricName, dimensionsMap: { ...dimensions }, statistic: STATISTICS[statistic], period });
    });
    // Ids of a graph are unique in all of it.
    const own = (id: string) => `${id}_${stableSuffix(label)}`;
    const read: ICloudWatchMetric = expression === 'm0' ? metrics[0]!.with({ label }) : new MathExpression({
      expression: expression.replace(/\bm\d+\b/g, own), label, period, usingMetrics: Object.fromEntries(metrics.map((metric, i) => [own(`m${i}`), metric])),
    });
    return Metric.of(read, { label, statistic, unit, period: Duration.minutes(minutes) });
  }
}
