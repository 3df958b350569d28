import type { NameFact } from './names';

/**
 * A monitor: its workflows have up to 64 characters (https://docs.cloud.google.com/workflows/docs/reference/rest/v1/projects.locations.workflows/create), of which what
 * tells them apart takes 8.
 */
export const DRIFT_MONITOR_NAME: NameFact = {
  what: 'a monitor on Google Cloud',
  minLength: 1,
  maxLength: 50,
  pattern: /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
  allowed: 'lower-case letters, digits and hyphens, a letter first and no hyphen last',
  separator: '-',
};

/** The source of a workflow has 128 KiB at most: https://docs.cloud.google.com/workflows/quotas */
export const LONGEST_WORKFLOW = 128 * 1024;

/** Queries run for six hours at most: https://docs.cloud.google.com/bigquery/quotas#query_jobs */
export const LONGEST_QUERY_HOURS = 6;

/** What Vertex AI calls the table of captured requests: https://docs.cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging */
export const REQUEST_TABLE = 'request_response_logging';

/**
 * Template of a pipeline in Artifact Registry, `https://<region>-kfp.pkg.dev/<project>/<repository>/<pipeline>/<tag or version>`:
 * https://docs.cloud.google.com/vertex-ai/docs/pipelines/create-pipeline-template
 */
export const PIPELINE_TEMPLATE = /^https:\/\/([a-z0-9-]+)-kfp\.pkg\.dev\/([a-z0-9.:-]+)\/([a-z][a-z0-9-]*)\/[a-z][a-z0-9-]*\/[A-Za-z0-9._:-]+$/;
