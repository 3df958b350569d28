/**
 * What the identity of a machine-learning workspace does with the resources that belong to it.
 *
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-identity-based-service-authentication#workspace asks for 'Contributor' on the store, the
 * registry, the vault and the insights, and 'Key Vault Administrator': rights over keys, networks and role assignments that it never uses. These are
 * the operations of those services that it does use. Private endpoints it approves by the built-in 'Azure AI Enterprise Network Connection Approver'.
 */
const STORAGE = 'Microsoft.Storage/storageAccounts';
const VAULT = 'Microsoft.KeyVault/vaults';
const REGISTRY = 'Microsoft.ContainerRegistry/registries';

export const WORKSPACE_ACTIONS = {
  actions: [
    `${STORAGE}/read`, `${STORAGE}/write`,
    `${STORAGE}/blobServices/read`, `${STORAGE}/blobServices/containers/read`, `${STORAGE}/blobServices/containers/write`, `${STORAGE}/blobServices/containers/delete`,
    `${STORAGE}/blobServices/generateUserDelegationKey/action`,
    `${STORAGE}/fileServices/read`, `${STORAGE}/fileServices/shares/read`, `${STORAGE}/fileServices/shares/write`, `${STORAGE}/fileServices/shares/delete`,
    `${VAULT}/read`, `${VAULT}/write`,
    `${REGISTRY}/read`, `${REGISTRY}/write`, `${REGISTRY}/pull/read`, `${REGISTRY}/push/write`,
    'Microsoft.Insights/components/read', 'Microsoft.Insights/components/write',
  ],
  dataActions: [
    `${STORAGE}/blobServices/containers/blobs/read`, `${STORAGE}/blobServices/containers/blobs/write`, `${STORAGE}/blobServices/containers/blobs/delete`,
    `${STORAGE}/blobServices/containers/blobs/add/action`, `${STORAGE}/blobServices/containers/blobs/move/action`,
    `${STORAGE}/fileServices/fileshares/files/read`, `${STORAGE}/fileServices/fileshares/files/write`, `${STORAGE}/fileServices/fileshares/files/delete`,
    `${STORAGE}/fileServices/readFileBackupSemantics/action`, `${STORAGE}/fileServices/writeFileBackupSemantics/action`,
    `${VAULT}/secrets/readMetadata/action`, `${VAULT}/secrets/getSecret/action`, `${VAULT}/secrets/setSecret/action`, `${VAULT}/secrets/delete`,
    `${VAULT}/secrets/recover/action`, `${VAULT}/secrets/update/action`,
  ],
} as const;
