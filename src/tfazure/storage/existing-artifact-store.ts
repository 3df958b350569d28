import { Construct } from 'constructs';
import { resourceNameOf } from '../platform/resource-ids';
import { ArtifactStoreBase } from './artifact-store-base';
import { ExistingArtifacts } from './existing-artifacts';

/** A container that exists already. */
export class ExistingArtifactStore extends ArtifactStoreBase {
  public readonly accountId: string;
  public readonly containerId: string;
  public readonly storeName: string;
  public readonly uri: string;

  public constructor(scope: Construct, id: string, { storageAccountId, containerName }: ExistingArtifacts) {
    super(scope, id);
    this.accountId = storageAccountId;
    this.containerId = `${storageAccountId}/blobServices/default/containers/${containerName}`;
    this.storeName = containerName;
    this.uri = `https://${resourceNameOf(storageAccountId)}.blob.core.windows.net/${containerName}`;
  }
}
