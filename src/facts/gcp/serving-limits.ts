/**
 * An execution ends after a year: https://docs.cloud.google.com/workflows/quotas. A token that Terraform waits with lives for an hour, and up to twelve where the
 * organization allows it: https://docs.cloud.google.com/iam/docs/create-short-lived-credentials-direct#sa-credentials-oauth
 */
export const LONGEST_ROLLOUT_DAYS = 7;
export const TOKEN_MINUTES = 60;

/** No page has a limit of deployments of an endpoint; each variant is two of them while it is replaced. */
export const MOST_VARIANTS = 10;

/** How long after it was measured a value is there at the latest: https://docs.cloud.google.com/monitoring/api/metrics_gcp_a_b#gcp-aiplatform */
export const METRIC_DELAY_MINUTES = 6;

/** Shared memory for servers that spread a model over GPUs, in MiB: https://docs.vllm.ai/en/latest/deployment/docker/ */
export const SHARED_MEMORY_MIB = 16_384;

/** What an execution of a workflow is told has 32 KiB at most, of which queries and the rest of a release take their part: https://docs.cloud.google.com/workflows/quotas */
export const LONGEST_VARIABLES = 16_000;
