/** A resource group that exists already. */
export interface ExistingResourceGroup {
  /** `/subscriptions/…/resourceGroups/…`. */
  readonly resourceGroupId: string;
}
