import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { EndpointMeasurements } from '../../core/serving/endpoint-alarms';
import { EndpointReadings, EndpointSeries } from '../../facts/aws/serving-metrics';
import { SeriesMetric } from './series-metric';

interface Reading {
  readonly label: string;
  readonly statistic: Statistic;
  readonly minutes: number;
  readonly unit?: MetricUnit;
}

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

  private read(read: EndpointSeries, { label, statistic, minutes, unit }: Reading): IMetric {
    return new SeriesMetric(read, { label: `${this.endpoint}: ${label}`, statistic, unit, period: Duration.minutes(minutes) });
  }
}
