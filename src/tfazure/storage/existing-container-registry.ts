import { Construct } from 'constructs';
import { DEFAULT_REPOSITORIES } from '../../core/storage/container-registry-plan';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ContainerRegistryBase } from './container-registry-base';
import { ExistingRegistry } from './existing-registry';

/** A registry that exists already: nothing is made. */
export class ExistingContainerRegistry extends ContainerRegistryBase {
  public readonly registryId: string;
  public readonly registryUri: string;
  public readonly repositories: string[];

  public constructor(scope: Construct, id: string, platform: IMlPlatform, { registryId, registryUri, repositories }: ExistingRegistry) {
    super(scope, id);
    inheritProviders(this, platform);
    this.registryId = registryId;
    this.registryUri = registryUri;
    this.repositories = [...(repositories ?? DEFAULT_REPOSITORIES)];
  }
}
