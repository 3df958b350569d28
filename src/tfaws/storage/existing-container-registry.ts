import { Construct } from 'constructs';
import * as core from '../../core';
import { DEFAULT_REPOSITORIES, imageUri } from '../../core/storage/container-registry-plan';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { ExistingRegistry } from './existing-registry';
import { grantOnRegistry } from './registry-access';

/** Repositories that exist already, as a registry: nothing is made. */
export class ExistingContainerRegistry extends Construct implements core.IContainerRegistry {
  public readonly registryUri: string;
  public readonly namespace: string;
  public readonly repositories: string[];
  public readonly repositoryArns: string[];

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, existing: ExistingRegistry) {
    super(scope, id);
    inheritProviders(this, platform);
    const { namespace, repositories = DEFAULT_REPOSITORIES } = existing;
    const { partition, region, accountId, dnsSuffix } = placeOf(existing.region ?? platform.region, existing.accountId ?? platform.accountId);
    this.namespace = namespace;
    this.repositories = [...repositories];
    this.repositoryArns = repositories.map((repository) => `arn:${partition}:ecr:${region}:${accountId}:repository/${namespace}/${repository}`);
    this.registryUri = `${accountId}.dkr.ecr.${region}.${dnsSuffix}/${namespace}`;
  }

  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  public grantPull(identity: core.IIdentity): void {
    grantOnRegistry(this, this.platform, 'pull', identity);
  }

  public grantPush(identity: core.IIdentity): void {
    grantOnRegistry(this, this.platform, 'push', identity);
  }
}
