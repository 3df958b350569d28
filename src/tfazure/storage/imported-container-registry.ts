import { Construct } from 'constructs';
import { ExistingRegistry } from './existing-registry';
import { RegistryHandle } from './registry-handle';

/** A registry that exists already. */
export class ImportedContainerRegistry extends RegistryHandle {
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
