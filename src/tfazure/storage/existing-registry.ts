/** An Azure Container Registry that exists already; of tier Premium, for its private endpoint. */
export interface ExistingRegistry {
  /** `/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/…`. */
  readonly registryId: string;

  /** Its login server: `….azurecr.io`. */
  readonly registryUri: string;

  /**
   * The repositories that `imageUri` knows.
   * @default ['training', 'serving']
   */
  readonly repositories?: string[];
}
