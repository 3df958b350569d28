import { Construct } from 'constructs';
import { ContainerRegistryBase } from './container-registry-base';
import { ExistingRegistry } from './existing-registry';

/** A registry that exists already. */
export class ExistingContainerRegistry extends ContainerRegistryBase {
  public readonly registryId: string;
  public readonly registryUri: string;
  public readonly repositories: string[];

  public constructor(scope: Construct, id: string, { registryId, registryUri, repositories }: ExistingRegistry) {
    super(scope, id);
    this.registryId = registryId;
    this.registryUri = registryUri;
    this.repositories = repositories ?? ['training', 'serving'];
  }
}
