import type { MetricFact } from './metrics';

/**
 * Metrics of feature groups. Rows that were written into tables are counted too, but up to six hours late and without those of queries, so that no freshness can be told
 * from them; a check asks the table itself.
 *
 * Sources: https://docs.cloud.google.com/monitoring/api/metrics_gcp_a_b#gcp-aiplatform (`feature_view_id`, BETA), https://docs.cloud.google.com/monitoring/api/metrics_gcp_a_b#gcp-bigquery
 * (`table`), https://docs.cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-pubsub
 */
export const FEATURE_METRICS = {
  reads: { type: 'aiplatform.googleapis.com/featureonlinestore/online_serving/request_count', resource: 'aiplatform.googleapis.com/FeatureOnlineStore', kind: 'DELTA' },
  rows: { type: 'bigquery.googleapis.com/storage/uploaded_row_count', resource: 'bigquery_dataset', kind: 'DELTA' },
  /** Messages that were published. */
  events: { type: 'pubsub.googleapis.com/topic/send_message_operation_count', resource: 'pubsub_topic', kind: 'DELTA' },
  deadLetters: { type: 'pubsub.googleapis.com/subscription/dead_letter_message_count', resource: 'pubsub_subscription', kind: 'DELTA' },
} as const satisfies Record<string, MetricFact>;

/** How old the oldest event is that nobody took, in seconds, as PromQL names it: https://docs.cloud.google.com/pubsub/docs/monitoring#monitor_message_backlog */
export const OLDEST_EVENT = 'pubsub_googleapis_com:subscription_oldest_unacked_message_age';

/** Monitored resources of log entries that the alarms count: https://docs.cloud.google.com/monitoring/api/resources */
export const FEATURE_LOGS = {
  /** BigQuery writes audit logs of all that is read, which cannot be switched off: https://docs.cloud.google.com/bigquery/docs/reference/auditlogs */
  bigquery: ['bigquery_dataset', 'bigquery_project', 'bigquery_resource'],
  /** Each attempt that failed: https://docs.cloud.google.com/logging/docs/api/v2/resource-list */
  scheduler: ['cloud_scheduler_job'],
} as const;
