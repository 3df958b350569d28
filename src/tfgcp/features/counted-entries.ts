import { Construct } from 'constructs';
import { Duration, MetricUnit, Statistic } from '../../core';
import { LOG_METRIC_PREFIX } from '../../facts/gcp/metrics';
import { LoggingMetric } from '../../providers/google/logging-metric';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Which log entries are counted. */
export interface CountedEntries {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly label: string;
  readonly filter: string;
  /** The monitored resources that the entries belong to. */
  readonly resources: readonly string[];
  readonly period: Duration;
}

/** Counts log entries, as a metric. */
export function countEntries(scope: Construct, id: string, { platform, name, label, filter, resources, period }: CountedEntries): Metric {
  const metric = new LoggingMetric(scope, id, {
    project: platform.project,
    name,
    description: `Counts ${label}`,
    filter,
    metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: label },
  });
  // The reference makes an alarm wait for the metric, which has to be there before it can be watched.
  return new Metric({ metricType: `${LOG_METRIC_PREFIX}${metric.name}`, resourceTypes: [...resources], label, unit: MetricUnit.COUNT, statistic: Statistic.SUM, period });
}
