/*
 * Operations of https://learn.microsoft.com/en-us/azure/role-based-access-control/permissions/ai-machine-learning that are needed around features:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-setup-access-control-feature-store. There are no rights for one feature set.
 */
const ML = 'Microsoft.MachineLearningServices/workspaces';
const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** "To avoid use of the `AzureML Data Scientist` role, you can use these individual actions", which finds feature sets and where they lie, and changes none. */
export const READ_FEATURES: readonly string[] = [
  `${ML}/read`, `${ML}/connections/read`, `${ML}/datastores/read`, `${ML}/datastores/listsecrets/action`, `${ML}/featuresets/read`, `${ML}/featurestoreentities/read`,
  `${ML}/featurestores/read`, `${ML}/jobs/read`,
];

/** What a materialization does beside: it writes down how it goes. */
export const MATERIALIZE: readonly string[] = [
  ...READ_FEATURES, `${ML}/experiments/read`, `${ML}/experiments/runs/read`, `${ML}/experiments/runs/write`, `${ML}/metadata/artifacts/read`, `${ML}/metadata/artifacts/write`,
];

/** Data actions of what writes specifications, and nothing else. */
export const WRITE_SPECIFICATIONS: readonly string[] = [`${BLOBS}/write`, `${BLOBS}/add/action`];
