import { Construct } from 'constructs';
import * as core from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { DEFAULT_REPOSITORIES, imageUri } from '../../core/storage/container-registry-plan';
import { OBJECT_NAME } from '../../facts/kubernetes/names';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ExistingRegistry } from './existing-registry';
import { RegistryAccess } from './registry-access';

/** A registry that exists already, inside the cluster or outside: nothing is run. */
export class ExistingContainerRegistry extends Construct implements core.IContainerRegistry {
  public readonly registryUri: string;
  private readonly repositories: readonly string[];
  private readonly access: RegistryAccess;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingRegistry) {
    const problems = new Problems(scope, id);
    const name = physicalName(OBJECT_NAME, [platform.platformName, kebab(id)], problems);
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    this.registryUri = existing.registryUri;
    this.repositories = existing.repositories ?? DEFAULT_REPOSITORIES;
    this.access = new RegistryAccess(this, platform, name, existing);
  }

  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  public grantPull(identity: core.IIdentity): void {
    this.access.pull(identity);
  }

  public grantPush(identity: core.IIdentity): void {
    this.access.push(identity);
  }
}
