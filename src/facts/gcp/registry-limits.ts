/** Labels have values of up to 63 of these characters: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models#Model (`labels`) */
export const LONGEST_LABEL = 63;
export const NOT_IN_LABELS = /[^a-z0-9_-]+/g;

/** An alias of a version: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models#Model (`versionAliases`). What it says is added behind. */
export const LONGEST_VERSION_ALIAS = 100;

/** What an execution of a workflow is told has 32 KiB at most, of which the rest of a version takes its part: https://docs.cloud.google.com/workflows/quotas */
export const LONGEST_DESCRIPTION = 12_000;
