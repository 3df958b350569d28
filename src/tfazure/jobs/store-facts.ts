import { ArtifactPath } from '../../core';
import { isUnresolved } from '../../core/private';
import { resourceGroupNameOf, resourceNameOf } from '../platform/resource-ids';
import { ArtifactStoreBase } from '../storage/artifact-store-base';

/** Where a container lies. */
export interface StoreFacts {
  readonly accountId: string;
  readonly account: string;
  /** Absent where it is known at deployment only, and the program's own. */
  readonly subscription?: string;
  readonly resourceGroup: string;
  readonly container: string;
}

/** The container that a path lies in. Its address tells the account's name where the id is known at deployment only. */
export function storeFactsOf({ store }: ArtifactPath): StoreFacts {
  const { storageAccountId, storeName, uri } = store as ArtifactStoreBase;
  const [, account] = /^https:\/\/([a-z0-9]+)\./.exec(uri) ?? [];
  return {
    accountId: storageAccountId,
    account: account ?? resourceNameOf(storageAccountId),
    subscription: isUnresolved(storageAccountId) ? undefined : storageAccountId.split('/')[2],
    resourceGroup: resourceGroupNameOf(storageAccountId),
    container: storeName,
  };
}

/** A folder's name ends so, or the rights to `a/b` would be rights to `a/bc`. */
export function folderOf(key: string): string {
  return isUnresolved(key) || key.endsWith('/') ? key : `${key}/`;
}
