import { Duration, FeatureGroupMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { deadLetters, featureReads, featuresWritten, featureWrites, ingestFailures, streamLag } from '../../facts/aws/features-metrics';
import { EndpointSeries } from '../../facts/aws/serving-metrics';
import { SeriesMetric } from '../serving/series-metric';
import { FeatureContext } from './feature-context';

/** How series are read. */
export interface FeatureReading {
  readonly label: string;
  /** @default 300 */
  readonly periodSeconds?: number;
  /** The largest value instead of all of them together. */
  readonly largest?: boolean;
  /** How many values there are instead of what they are. */
  readonly samples?: boolean;
  readonly unit?: MetricUnit;
}

/** Of whose values only their number counts. */
class SampledMetric extends SeriesMetric {
  public override statisticName(): string {
    return 'SampleCount';
  }
}

/** What is measured of a group; the function of a stream is called as its group. */
export function groupMetrics({ platform, group: { name, groupName, online } }: FeatureContext, streamed: boolean): FeatureGroupMetrics {
  const count = (series: EndpointSeries, what: string) => readSeries(series, { label: `${groupName}: ${what}` });
  return {
    ...(online !== undefined && { reads: count(featureReads(name), 'reads') }),
    writes: count(featureWrites(name), 'writes'),
    ...(streamed && {
      lag: readSeries(streamLag(name), { label: `${groupName}: lag`, largest: true, unit: MetricUnit.MILLISECONDS }),
      deadLetters: count(deadLetters(platform.platformName, name), 'dead letters'),
      failures: count(ingestFailures(platform.platformName, name), 'failures'),
    }),
  };
}

/** What was written, by which an alarm sees that nothing was. */
export function writtenMetric({ group: { name, groupName } }: FeatureContext, periodSeconds: number): IMetric {
  return readSeries(featuresWritten(name), { label: `${groupName}: written`, periodSeconds });
}

/** Series as a metric of this target. */
export function readSeries(series: EndpointSeries, { label, periodSeconds = 300, largest = false, samples = false, unit }: FeatureReading): IMetric {
  const Read = samples ? SampledMetric : SeriesMetric;
  return new Read(series, { label, statistic: largest ? Statistic.MAXIMUM : Statistic.SUM, unit, period: Duration.seconds(periodSeconds) });
}
