import { Construct } from 'constructs';
import { Duration, FeatureGroupMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FEATURE_LOGS, FEATURE_METRICS, OLDEST_EVENT } from '../../facts/gcp/features-metrics';
import { MetricFact } from '../../facts/gcp/metrics';
import { Metric } from '../observability/metric';
import { PromqlMetric } from '../observability/promql-metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { countEntries } from './counted-entries';
import { FeatureStream } from './feature-stream';
import { FeatureTable } from './feature-table';
import { FeatureView } from './feature-view';

/** What is measured. */
export interface MeasuredGroup {
  readonly platform: IMlPlatform;
  readonly table: FeatureTable;
  readonly stream?: FeatureStream;
  readonly view?: FeatureView;
}

/** Measurements of a group; what has no stream, nothing online or a table of files has fewer. */
export function featureMetrics(scope: Construct, group: FeatureGroupPlan, measured: MeasuredGroup): FeatureGroupMetrics {
  const { table, stream, view } = measured;
  const { reads, rows, events, deadLetters } = FEATURE_METRICS;
  return {
    reads: view && sum(reads, `${group.groupName}: online reads`, { 'metric.labels.feature_view_id': group.name }),
    writes: writesOf(),
    lag: stream && new PromqlMetric({
      query: `1000 * max(${OLDEST_EVENT}{subscription_id="${stream.subscriptionName}"})`,
      label: `${group.groupName}: age of the oldest event that waits`,
      unit: MetricUnit.MILLISECONDS,
      statistic: Statistic.MAXIMUM,
    }),
    deadLetters: stream && sum(deadLetters, `${group.groupName}: dead letters`, { 'resource.labels.subscription_id': stream.subscriptionName }),
    failures: view && failedSyncs(scope, group, measured),
  };

  function writesOf(): IMetric | undefined {
    if (stream) return sum(events, `${group.groupName}: events sent`, { 'resource.labels.topic_id': group.name });
    if (table.files) return undefined;
    return sum(rows, `${group.groupName}: rows written`, { 'resource.labels.dataset_id': table.datasetId, 'metric.labels.table': table.tableId });
  }
}

/** What BigQuery refuses the account of a view, which does nothing but copy. */
function failedSyncs(scope: Construct, group: FeatureGroupPlan, { platform, view }: MeasuredGroup): IMetric {
  return countEntries(scope, 'FailedSyncs', {
    platform,
    name: `${group.name}-failed-syncs`,
    label: `${group.groupName}: syncs that failed`,
    filter: failuresOf(view!),
    resources: FEATURE_LOGS.bigquery,
    period: Duration.minutes(15),
  });
}

/** The log entries of syncs that failed. */
export function failuresOf({ email }: FeatureView): string {
  return `protoPayload.serviceName="bigquery.googleapis.com" AND protoPayload.authenticationInfo.principalEmail="${email}" AND severity>=ERROR`;
}

function sum({ type, resource }: MetricFact, label: string, labels: Record<string, string>): IMetric {
  return new Metric({ metricType: type, resourceTypes: [resource], label, labels, unit: MetricUnit.COUNT, statistic: Statistic.SUM });
}
