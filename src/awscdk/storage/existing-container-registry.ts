import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { IContainerRegistry, IIdentity } from '../../core';
import { imageUri } from '../../core/storage/container-registry-plan';
import { RegistryAccess } from './registry-access';

/** Repositories that were made elsewhere, as a registry. Each goes by the last part of its name. */
export class ExistingContainerRegistry extends Construct implements IContainerRegistry {
  public readonly registryUri: string;
  private readonly names: readonly string[];
  private readonly access: RegistryAccess;

  public constructor(scope: Construct, id: string, public readonly repositories: readonly IRepository[]) {
    super(scope, id);
    this.names = repositories.map(shortName);
    this.registryUri = parent(repositories[0].repositoryUri);
    this.access = new RegistryAccess(this, repositories);
  }

  public imageUri(repository: string, tag: string): string {
    const index = this.names.indexOf(repository);
    const base = index < 0 ? this.registryUri : parent(this.repositories[index].repositoryUri);
    return imageUri(base, this.names, repository, tag);
  }

  public grantPull(identity: IIdentity): void {
    this.access.pull(identity);
  }

  public grantPush(identity: IIdentity): void {
    this.access.push(identity);
  }
}

export function shortName(repository: IRepository): string {
  return repository.repositoryName.split('/').pop()!;
}

function parent(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
