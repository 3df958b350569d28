import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { REGISTRY_LOGIN, REGISTRY_PULL, REGISTRY_PUSH } from '../../facts/aws/grants';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';

export interface RegistryOnEcr extends Construct {
  readonly repositoryArns: string[];
}

const FACTS = { pull: [REGISTRY_LOGIN, REGISTRY_PULL], push: [REGISTRY_LOGIN, REGISTRY_PULL, REGISTRY_PUSH] };

/** Lets an identity pull, or pull and push, the images of a registry's repositories. */
export function grantOnRegistry(registry: RegistryOnEcr, platform: IMlPlatform, right: keyof typeof FACTS, identity: IIdentity): void {
  const { region, accountId, platformName } = platform;
  const values = { region, repositories: registry.repositoryArns };
  const statements = FACTS[right].map((fact) => allow(fact, values));
  grantTo(registry, { identity, platformName, right, place: placeOf(region, accountId), statements });
}
