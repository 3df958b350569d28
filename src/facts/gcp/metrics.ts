/** One metric of Cloud Monitoring. */
export interface MetricFact {
  readonly type: string;
  /** The monitored resource that its series belong to; alert policies have to name it. */
  readonly resource: string;
  readonly kind: 'GAUGE' | 'DELTA';
}

/**
 * Metrics that platforms watch.
 *
 * Sources: https://docs.cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-storage, https://docs.cloud.google.com/monitoring/api/metrics_gcp_a_b#gcp-aiplatform,
 * https://docs.cloud.google.com/monitoring/api/metrics_gcp_c#gcp-compute (NAT: `nat/…` of `router.googleapis.com` in metrics_gcp_p_z).
 */
export const METRICS = {
  storedBytes: { type: 'storage.googleapis.com/storage/v2/total_bytes', resource: 'gcs_bucket', kind: 'GAUGE' },
  storageRequests: { type: 'storage.googleapis.com/api/request_count', resource: 'gcs_bucket', kind: 'DELTA' },
  natDropped: { type: 'router.googleapis.com/nat/dropped_sent_packets_count', resource: 'nat_gateway', kind: 'DELTA' },
  predictionErrors: { type: 'aiplatform.googleapis.com/prediction/online/error_count', resource: 'aiplatform.googleapis.com/Endpoint', kind: 'DELTA' },
  /** With the label `status`: SUCCEEDED, FAILED or CANCELLED. https://docs.cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-workflows */
  finishedExecutions: { type: 'workflows.googleapis.com/finished_execution_count', resource: 'workflows.googleapis.com/Workflow', kind: 'DELTA' },
} as const satisfies Record<string, MetricFact>;

/** The prefix of a metric that a log-based metric writes: https://docs.cloud.google.com/logging/docs/logs-based-metrics */
export const LOG_METRIC_PREFIX = 'logging.googleapis.com/user/';
