import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { IContainerRegistry, IIdentity } from '../../core';
import { imageUri } from '../../core/storage/container-registry-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { addTags } from '../tags';
import { RegistryAccess } from './registry-access';

/** Repositories that exist already, as a registry: nothing is made. Each goes by the last part of its name. */
export class ExistingContainerRegistry extends Construct implements IContainerRegistry {
  public readonly registryUri: string;
  public readonly repositories: string[];
  public readonly resources: Record<string, IRepository>;
  private readonly access: RegistryAccess;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, existing: readonly IRepository[]) {
    super(scope, id);
    this.repositories = existing.map(shortName);
    this.resources = Object.fromEntries(existing.map((repository) => [shortName(repository), repository]));
    this.registryUri = parent(existing[0].repositoryUri);
    this.access = new RegistryAccess(this, existing);
    addTags(this, platform.tags);
  }

  public imageUri(repository: string, tag: string): string {
    const known = this.resources[repository];
    return imageUri(known ? parent(known.repositoryUri) : this.registryUri, this.repositories, repository, tag);
  }

  public grantPull(identity: IIdentity): void {
    this.access.pull(identity);
  }

  public grantPush(identity: IIdentity): void {
    this.access.push(identity);
  }
}

function shortName(repository: IRepository): string {
  return repository.repositoryName.split('/').pop()!;
}

function parent(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
