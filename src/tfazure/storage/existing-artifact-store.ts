import { Construct } from 'constructs';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { resourceNameOf } from '../platform/resource-ids';
import { ArtifactStoreBase } from './artifact-store-base';
import { ExistingArtifacts } from './existing-artifacts';

/** A container that exists already, as a store: nothing is made, and how its objects age stays as it is. */
export class ExistingArtifactStore extends ArtifactStoreBase {
  public readonly storageAccountId: string;
  public readonly containerId: string;
  public readonly storeName: string;
  public readonly uri: string;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, { storageAccountId, containerName }: ExistingArtifacts) {
    super(scope, id);
    inheritProviders(this, platform);
    this.storageAccountId = storageAccountId;
    this.containerId = `${storageAccountId}/blobServices/default/containers/${containerName}`;
    this.storeName = containerName;
    this.uri = `https://${resourceNameOf(storageAccountId)}.blob.core.windows.net/${containerName}`;
  }
}
