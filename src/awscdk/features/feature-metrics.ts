import { IMetric as ICloudWatchMetric, MathExpression, Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration as CdkDuration } from 'aws-cdk-lib/core';
import { Duration, FeatureGroupMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { stableSuffix } from '../../core/private';
import { deadLetters, featureReads, featuresWritten, featureWrites, ingestFailures, streamLag } from '../../facts/aws/features-metrics';
import { EndpointSeries } from '../../facts/aws/serving-metrics';
import { Metric } from '../observability/metric';
import { FeatureContext } from './feature-context';

/** How series are read. */
export interface FeatureReading {
  readonly label: string;
  /** @default 300 */
  readonly periodSeconds?: number;
  /** The largest value instead of all of them together. */
  readonly largest?: boolean;
  /** How many values there are instead of all of them together. */
  readonly samples?: boolean;
  readonly unit?: MetricUnit;
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
export function readSeries({ series, expression }: EndpointSeries, reading: FeatureReading): IMetric {
  const { label, periodSeconds = 300, largest = false, samples = false, unit } = reading;
  const period = CdkDuration.seconds(periodSeconds);
  const statistic = samples ? Stats.SAMPLE_COUNT : largest ? Stats.MAXIMUM : Stats.SUM;
  const metrics = series.map(({ namespace, metricName, dimensions }) => {
    return new CloudWatchMetric({ namespace, metricName, dimensionsMap: { ...dimensions }, statistic, period });
  });
  // Ids of a graph are unique in all of it.
  const own = (id: string) => `${id}_${stableSuffix(label)}`;
  const read: ICloudWatchMetric = expression === 'm0' ? metrics[0]!.with({ label }) : new MathExpression({
    expression: expression.replace(/\bm\d+\b/g, own), label, period, usingMetrics: Object.fromEntries(metrics.map((metric, i) => [own(`m${i}`), metric])),
  });
  return Metric.of(read, { label, statistic: largest ? Statistic.MAXIMUM : Statistic.SUM, unit, period: Duration.seconds(periodSeconds) });
}
