/** A container of a storage account that exists already. */
export interface ExistingArtifacts {
  /** `/subscriptions/…/providers/Microsoft.Storage/storageAccounts/…`. */
  readonly storageAccountId: string;

  /** The container in it. */
  readonly containerName: string;
}
