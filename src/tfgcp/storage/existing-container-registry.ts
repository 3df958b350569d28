import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { DEFAULT_REPOSITORIES, imageUri } from '../../core/storage/container-registry-plan';
import { ROLES } from '../../facts/gcp/roles';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ExistingRegistry } from './existing-registry';
import { grantOnRepository, IPlacedRegistry, RepositoryPlace } from './registry-access';

/** A repository that exists already, as a registry: nothing is made. */
export class ExistingContainerRegistry extends Construct implements IPlacedRegistry {
  public readonly registryUri: string;
  public readonly repositoryId: string;
  public readonly repositories: string[];
  /** @internal */
  public readonly _place: RepositoryPlace;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, { project, location, repositoryId, repositories }: ExistingRegistry) {
    super(scope, id);
    inheritProviders(this, platform);
    this.registryUri = `${location}-docker.pkg.dev/${project}/${repositoryId}`;
    this.repositoryId = repositoryId;
    this.repositories = [...(repositories ?? DEFAULT_REPOSITORIES)];
    this._place = { project, location, repository: repositoryId };
  }

  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  public grantPull(identity: IIdentity): void {
    grantOnRepository(this, this._place, ROLES.registryReader, identity);
  }

  public grantPush(identity: IIdentity): void {
    grantOnRepository(this, this._place, ROLES.registryWriter, identity);
  }
}
