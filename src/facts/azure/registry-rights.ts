/*
 * Operations of https://learn.microsoft.com/en-us/azure/role-based-access-control/permissions/ai-machine-learning. Registering a version and changing its tags
 * are one operation of a workspace, and conditions, which could tell the one from the other, are for storage only:
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/conditions-role-assignments-portal. Assets of a registry have operations of their own:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-share-models-pipelines-across-workspaces-with-registries
 */
const WORKSPACE = 'Microsoft.MachineLearningServices/workspaces';
const REGISTRY = 'Microsoft.MachineLearningServices/registries';

/** What somebody does with the versions of models in a workspace. */
export const READ_VERSIONS: readonly string[] = [`${WORKSPACE}/read`, `${WORKSPACE}/datastores/read`, `${WORKSPACE}/models/read`, `${WORKSPACE}/models/versions/read`];
export const WRITE_VERSIONS: readonly string[] = [...READ_VERSIONS, `${WORKSPACE}/models/write`, `${WORKSPACE}/models/versions/write`];

/** What somebody does with what is shared. */
export const READ_SHARED: readonly string[] = [`${REGISTRY}/read`, `${REGISTRY}/assets/read`];
export const WRITE_SHARED: readonly string[] = [...READ_SHARED, `${REGISTRY}/assets/write`];
