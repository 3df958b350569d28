/** A role that Azure has built in. */
export interface BuiltInRole {
  readonly name: string;
  /** The GUID of its definition, the same in every tenant. */
  readonly id: string;
  readonly actions: readonly string[];
  readonly dataActions: readonly string[];
}

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const QUEUE_MESSAGES = 'Microsoft.Storage/storageAccounts/queueServices/queues/messages';
const FILES = 'Microsoft.Storage/storageAccounts/fileServices';

const approval = (type: string) => [
  `${type}/privateEndpointConnections/read`, `${type}/privateEndpointConnections/write`, `${type}/privateEndpointConnectionsApproval/action`,
];

/** The ids and rights of https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles; none of those used here has a wildcard. */
export const BUILT_IN_ROLES = {
  storageBlobDataReader: {
    name: 'Storage Blob Data Reader',
    id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    actions: [`${BLOBS}/read`, 'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action'],
    dataActions: [`${BLOBS}/blobs/read`],
  },
  storageBlobDataContributor: {
    name: 'Storage Blob Data Contributor',
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    actions: [`${BLOBS}/delete`, `${BLOBS}/read`, `${BLOBS}/write`, 'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action'],
    dataActions: [`${BLOBS}/blobs/delete`, `${BLOBS}/blobs/read`, `${BLOBS}/blobs/write`, `${BLOBS}/blobs/move/action`, `${BLOBS}/blobs/add/action`],
  },
  storageFileDataPrivilegedContributor: {
    name: 'Storage File Data Privileged Contributor',
    id: '69566ab7-960f-475b-8e7c-b3118f30c6bd',
    actions: [],
    dataActions: [
      `${FILES}/fileshares/files/read`, `${FILES}/fileshares/files/write`, `${FILES}/fileshares/files/delete`,
      `${FILES}/fileshares/files/modifypermissions/action`, `${FILES}/readFileBackupSemantics/action`, `${FILES}/writeFileBackupSemantics/action`,
    ],
  },
  keyVaultCryptoServiceEncryptionUser: {
    name: 'Key Vault Crypto Service Encryption User',
    id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
    actions: ['Microsoft.EventGrid/eventSubscriptions/write', 'Microsoft.EventGrid/eventSubscriptions/read', 'Microsoft.EventGrid/eventSubscriptions/delete'],
    dataActions: ['Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/wrap/action', 'Microsoft.KeyVault/vaults/keys/unwrap/action'],
  },
  keyVaultSecretsUser: {
    name: 'Key Vault Secrets User',
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    actions: [],
    dataActions: ['Microsoft.KeyVault/vaults/secrets/getSecret/action', 'Microsoft.KeyVault/vaults/secrets/readMetadata/action'],
  },
  storageQueueDataMessageSender: {
    name: 'Storage Queue Data Message Sender',
    id: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a',
    actions: [],
    dataActions: [`${QUEUE_MESSAGES}/add/action`],
  },
  storageQueueDataMessageProcessor: {
    name: 'Storage Queue Data Message Processor',
    id: '8a0f0c08-91a1-4084-bc3d-661d67233fed',
    actions: [],
    dataActions: [`${QUEUE_MESSAGES}/read`, `${QUEUE_MESSAGES}/process/action`],
  },
  acrPull: { name: 'AcrPull', id: '7f951dda-4ed3-4680-a7ca-43fe172d538d', actions: ['Microsoft.ContainerRegistry/registries/pull/read'], dataActions: [] },
  acrPush: {
    name: 'AcrPush',
    id: '8311e382-0749-4cb8-b61a-304f252e45ec',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read', 'Microsoft.ContainerRegistry/registries/push/write'],
    dataActions: [],
  },
  /** Of its actions only those on what a workspace's managed network joins; the others are the same for services that platforms do not have. */
  networkConnectionApprover: {
    name: 'Azure AI Enterprise Network Connection Approver',
    id: 'b556d68e-0be0-4f35-a333-ad7ee1ce17ea',
    actions: [...approval('Microsoft.Storage/storageAccounts'), ...approval('Microsoft.KeyVault/vaults'), ...approval('Microsoft.ContainerRegistry/registries'),
      ...approval('Microsoft.Insights/privatelinkscopes')],
    dataActions: [],
  },
} as const satisfies Record<string, BuiltInRole>;

export type BuiltInRoleName = keyof typeof BUILT_IN_ROLES;
