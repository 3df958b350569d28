import { Duration, FeatureGroupMetrics, IMetric, MetricUnit, Statistic } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { STREAM_METRICS } from '../../facts/azure/features-stream';
import { METRICS, ALERT_WINDOWS } from '../../facts/azure/metrics';
import { Metric } from '../observability/metric';
import { QueryMetric } from '../observability/query-metric';
import { CONTAINERS } from './feature-account';
import { StreamJob } from './stream-job';
import { PLACES } from './stream-query';

/** Where the values of a group are written. */
export interface WatchedFolder {
  readonly groupName: string;
  readonly accountName: string;
  readonly container: string;
  /** With its slash. */
  readonly folder: string;
  readonly logAnalyticsWorkspaceId: string;
}

/** What ends a write of a blob, by either of its interfaces: https://learn.microsoft.com/en-us/rest/api/storageservices/storage-analytics-logged-operations-and-status-messages */
const WRITES = "OperationName in ('PutBlob', 'PutBlockList', 'AppendBlock', 'CopyBlob', 'FlushFile', 'RenameFile')";

/** Files that were written: https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/storagebloblogs */
function writesOf({ accountName, container, folder }: WatchedFolder): string {
  return `StorageBlobLogs | where AccountName == '${accountName}' and Uri has '/${container}/${folder}' and ${WRITES} and StatusCode < 300`;
}

/** How many files came within a time; 0 where none did. */
export function newFiles(watched: WatchedFolder, seconds: number): QueryMetric {
  const { groupName, logAnalyticsWorkspaceId } = watched;
  const minutes = Object.keys(ALERT_WINDOWS).map(Number).sort((a, b) => a - b).find((window) => window >= 5 && window * 60 >= seconds)!;
  return new QueryMetric({
    label: `${groupName}: files written`,
    logAnalyticsWorkspaceId,
    query: `${writesOf(watched)} and TimeGenerated > ago(${seconds}s) | summarize files = count() | extend group = '${groupName}'`,
    valueColumn: 'files',
    nameColumn: 'group',
    period: Duration.minutes(minutes),
  });
}

/** What is measured of a group. */
export function groupMetrics({ groupName }: FeatureGroupPlan, watched: WatchedFolder, job: StreamJob | undefined): FeatureGroupMetrics {
  if (!job) return { writes: newFiles(watched, 3600) };
  return {
    writes: ofJob(job, `${groupName}: values written`, STREAM_METRICS.written, Statistic.SUM, MetricUnit.COUNT, PLACES.values),
    lag: ofJob(job, `${groupName}: lag, in seconds`, STREAM_METRICS.lag, Statistic.MAXIMUM, MetricUnit.COUNT),
    deadLetters: deadLetters(groupName, watched, job),
    failures: ofJob(job, `${groupName}: errors of the job`, STREAM_METRICS.failures, Statistic.SUM, MetricUnit.COUNT),
  };
}

/** Runs of a workspace that failed: of that of a feature store, those that bring values online. */
export function failedMaterializations(storeName: string, workspaceId: string): IMetric {
  return new Metric({
    label: `${storeName}: materializations failed`,
    resourceId: workspaceId,
    namespace: METRICS.failedRuns.namespace,
    metricName: METRICS.failedRuns.name,
    statistic: Statistic.SUM,
    period: Duration.minutes(15),
  });
}

/** Runs of a workflow that failed. */
export function failedSpecifications(groupName: string, workflowId: string): IMetric {
  return new Metric({
    label: `${groupName}: specifications not written`,
    resourceId: workflowId,
    namespace: METRICS.workflowsFailed.namespace,
    metricName: METRICS.workflowsFailed.name,
    statistic: Statistic.SUM,
    period: Duration.minutes(15),
  });
}

/** Files of events that were set aside, and events that were no JSON, which the job tells of in its log. */
function deadLetters(groupName: string, watched: WatchedFolder, { jobName }: StreamJob): QueryMetric {
  const aside = writesOf({ ...watched, container: CONTAINERS.deadLetters, folder: `${groupName}/` });
  const ofTheJob = `AzureDiagnostics | where ResourceProvider == 'MICROSOFT.STREAMANALYTICS' and Resource =~ '${jobName}'`;
  const broken = `${ofTheJob} and properties_s has 'InputDeserializ'`;
  return new QueryMetric({
    label: `${groupName}: dead letters`,
    logAnalyticsWorkspaceId: watched.logAnalyticsWorkspaceId,
    query: `union isfuzzy=true (${aside}), (${broken}) | summarize deadLetters = count() | extend group = '${groupName}'`,
    valueColumn: 'deadLetters',
    nameColumn: 'group',
    period: Duration.minutes(15),
  });
}

function ofJob(job: StreamJob, label: string, metricName: string, statistic: Statistic, unit: MetricUnit, place?: string): IMetric {
  const dimensions: Record<string, string> = place === undefined ? {} : { [STREAM_METRICS.place]: place };
  const { namespace } = STREAM_METRICS;
  return new Metric({ label, resourceId: job.jobId, namespace, metricName, dimensions, unit, statistic, period: Duration.minutes(15) });
}
