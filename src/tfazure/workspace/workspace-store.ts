/** What the account of a workspace is called: at most 16 characters of the platform's name, 2 that say what for, and 6 of the suffix; never more than the 24 that an account may have. */
export function workspaceStoreName({ platformName, nameSuffix }: { readonly platformName: string; readonly nameSuffix: string }): string {
  return `${platformName.replace(/-/g, '')}ws${nameSuffix}`;
}

/** The id of that account, which no attribute of a platform tells. */
export function workspaceStoreId(platform: { readonly platformName: string; readonly nameSuffix: string; readonly resourceGroupId: string }): string {
  return `${platform.resourceGroupId}/providers/Microsoft.Storage/storageAccounts/${workspaceStoreName(platform)}`;
}
