import { Construct } from 'constructs';
import { StorageAccount } from '../../providers/azurerm/storage-account';
import { StorageContainer } from '../../providers/azurerm/storage-container';
import { ArtifactStoreBase } from '../storage/artifact-store-base';

/** Where the values of a store's groups are, a folder each; rights on it wait for the container. */
export class FeatureSources extends ArtifactStoreBase {
  public readonly storageAccountId: string;
  public readonly containerId: string;
  public readonly storeName: string;
  public readonly uri: string;

  public constructor(scope: Construct, id: string, account: StorageAccount, container: StorageContainer) {
    super(scope, id);
    this.storageAccountId = account.id;
    this.containerId = container.id;
    this.storeName = container.nameInput!;
    this.uri = `https://${account.nameInput!}.blob.core.windows.net/${this.storeName}`;
  }
}
