/**
 * What monitors may do.
 *
 * `run` and `retrain` are for the project, since jobs of BigQuery, workflows and pipeline jobs have no policies of their own. `keep` is bound to the monitor's own data set:
 * a table that is overwritten is updated, too. `readRequests` is bound to the data set of captured requests, and `readReports` to that of the monitor, for people.
 *
 * Sources: https://docs.cloud.google.com/iam/docs/roles-permissions/bigquery, https://docs.cloud.google.com/bigquery/docs/batch-loading-data#required_permissions,
 * https://docs.cloud.google.com/workflows/docs/access-control, https://docs.cloud.google.com/iam/docs/roles-permissions/aiplatform
 */
export const DRIFT_PERMISSIONS = {
  run: ['bigquery.jobs.create', 'workflows.executions.create', 'workflows.executions.get', 'workflows.executions.list'],
  keep: [
    'bigquery.tables.create',
    'bigquery.tables.delete',
    'bigquery.tables.get',
    'bigquery.tables.getData',
    'bigquery.tables.list',
    'bigquery.tables.update',
    'bigquery.tables.updateData',
  ],
  readRequests: ['bigquery.tables.get', 'bigquery.tables.getData'],
  readReports: ['bigquery.datasets.get', 'bigquery.tables.get', 'bigquery.tables.getData', 'bigquery.tables.list'],
  query: ['bigquery.jobs.create'],
  startJob: ['workflows.executions.create', 'workflows.executions.get', 'workflows.executions.list'],
  startPipeline: [
    'aiplatform.pipelineJobs.create',
    'aiplatform.pipelineJobs.get',
    'aiplatform.pipelineJobs.list',
    'workflows.executions.get',
    'workflows.executions.list',
  ],
} as const satisfies Record<string, readonly string[]>;

/** The same of captured requests in another project, since a role of ours counts in the platform's project only. */
export const FOREIGN_REQUESTS_ROLE = 'roles/bigquery.dataViewer';
