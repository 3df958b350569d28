import { Construct } from 'constructs';
import { IContainerRegistry } from '../../core';
import { isUnresolved } from '../../core/private';
import { ModelPlan } from '../../core/registry/model-plan';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { keyPrefix } from '../../facts/aws/registry-package';
import { PROMOTE_VERSIONS, PROMOTION_KEY_OPERATIONS } from '../../facts/aws/registry-rights';
import { KmsGrant } from '../../providers/aws/kms-grant';
import { SagemakerModelPackageGroupPolicy } from '../../providers/aws/sagemaker-model-package-group-policy';
import { allow, policyDocument } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { RegistryParts } from './registry-parts';

/** The accounts that versions go on to, without the registry's own, whose policies say all that is to be said. */
export function promotedTo({ promotions }: ModelRegistryPlan, { accountId }: IMlPlatform): string[] {
  return promotions.map(({ place }) => place).filter((place) => place !== accountId);
}

/** The repository of the platform's registry that an image lies in. */
export function repositoryOf(imageUri: string, { registry }: IMlPlatform): string | undefined {
  const { registryUri, repositories } = registry as IContainerRegistry & { readonly registryUri: string; readonly repositories: readonly string[] };
  return repositories.find((repository) => [':', '@'].some((end) => imageUri.startsWith(`${registryUri}/${repository}${end}`)));
}

/** Lets the accounts that versions go on to see them and make models of them, and decrypt them and their files. */
export function openRegistry(scope: Construct, { plan, platform, group, values }: RegistryParts): void {
  const accounts = promotedTo(plan, platform);
  if (accounts.length === 0) return;
  const { partition } = placeOf(platform.region, platform.accountId);
  const rootOf = (account: string) => `arn:${partition}:iam::${account}:root`;
  new SagemakerModelPackageGroupPolicy(scope, 'Policy', {
    modelPackageGroupName: group,
    resourcePolicy: policyDocument(PROMOTE_VERSIONS.map((fact) => allow(fact, values, { AWS: accounts.map(rootOf) }))),
  });
  accounts.forEach((account, i) => new KmsGrant(scope, `Decrypt-${isUnresolved(account) ? i + 1 : account}`, {
    name: `${plan.modelName}-${i + 1}`,
    keyId: platform.encryptionKey.keyId,
    granteePrincipal: rootOf(account),
    operations: [...PROMOTION_KEY_OPERATIONS],
  }));
}

/** Lets these accounts read the files of a model, and pull its image if it lies in the platform's registry. */
export function letAccountsUse({ artifact, image }: ModelPlan, { plan, platform }: RegistryParts): void {
  const repository = image && repositoryOf(image.uri, platform);
  promotedTo(plan, platform).forEach((account) => {
    if (artifact) (artifact.store as ArtifactStore)._letAccountRead(account, keyPrefix(artifact.key));
    if (repository !== undefined) (platform.registry as ContainerRegistry)._letAccountPull(account, repository);
  });
}
