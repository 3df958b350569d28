/** Entries that belong to no other resource: https://docs.cloud.google.com/logging/docs/api/v2/resource-list */
export const RESULT_RESOURCE = 'global';

/** Each attempt of Cloud Scheduler that failed: https://docs.cloud.google.com/logging/docs/api/v2/resource-list */
export const SCHEDULER_RESOURCE = 'cloud_scheduler_job';

/** Executions that ended, with the labels `workflow_id`, `location` and `status`, as PromQL names them: https://docs.cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-workflows */
export const FINISHED_EXECUTIONS = 'workflows_googleapis_com:finished_execution_count';

/** What a metric of a log is called in PromQL, in which names have no hyphens: https://docs.cloud.google.com/monitoring/promql/promql-mapping */
export function logMetricInPromql(name: string): string {
  return `logging_googleapis_com:user_${name.replace(/-/g, '_')}`;
}
