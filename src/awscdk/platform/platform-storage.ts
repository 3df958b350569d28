import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { IAlarm, IArtifactStore, IContainerRegistry } from '../../core';
import { PlatformPlan } from '../../core/platform/ml-platform-plan';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { EncryptionKey } from '../storage/encryption-key';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { growthAlarm } from '../storage/growth-alarm';
import { letServicesUse } from './key-users';
import { IMlPlatform } from './ml-platform-handle';
import { MlPlatformProps } from './ml-platform-props';

export function platformKey(scope: Construct, plan: PlatformPlan, { existingEncryptionKey }: MlPlatformProps): IKey {
  if (existingEncryptionKey) {
    letServicesUse(scope, existingEncryptionKey, plan.name);
    return existingEncryptionKey;
  }
  return new EncryptionKey(scope, 'Key', { platformName: plan.name, usedByServices: true, deletionProtection: plan.profile.deletionProtection }).key;
}

/** The platform's store, made or existing, and what rights on it name. */
export interface ArtifactParts {
  readonly artifacts: IArtifactStore;
  readonly growth: IAlarm;
  readonly bucketArn: string;
  /** The platform's key, and the one that an existing bucket is encrypted with. */
  readonly keyArns: string[];
}

export function artifactParts(scope: Construct, platform: IMlPlatform, plan: PlatformPlan, props: MlPlatformProps): ArtifactParts {
  const bucket = props.existingArtifacts;
  if (!bucket) {
    const store = new ArtifactStore(scope, 'Artifacts', { ...props.artifacts, platform });
    return { artifacts: store, growth: store.growthAlarm, bucketArn: store.resource.bucketArn, keyArns: [platform.key.keyArn] };
  }
  const artifacts = new ExistingArtifactStore(scope, 'Artifacts', platform, bucket);
  return {
    artifacts,
    growth: growthAlarm(artifacts, 'Artifacts', platform, artifacts.metrics, plan.artifacts.alarmAboveBytes),
    bucketArn: bucket.bucketArn,
    keyArns: [...new Set([platform.key.keyArn, ...(bucket.encryptionKey ? [bucket.encryptionKey.keyArn] : [])])],
  };
}

/** The platform's registry, made or existing, and what rights on it name. */
export interface RegistryParts {
  readonly registry: IContainerRegistry;
  readonly repositoryArns: string[];
  readonly repositoryNames: string[];
}

export function registryParts(scope: Construct, platform: IMlPlatform, { existingRegistry, registry: wishes }: MlPlatformProps): RegistryParts {
  const registry = existingRegistry
    ? new ExistingContainerRegistry(scope, 'Registry', platform, existingRegistry)
    : new ContainerRegistry(scope, 'Registry', { ...wishes, platform, namespace: platform.platformName });
  const repositories: IRepository[] = Object.values(registry.resources);
  return {
    registry,
    repositoryArns: repositories.map(({ repositoryArn }) => repositoryArn),
    repositoryNames: repositories.map(({ repositoryName }) => repositoryName),
  };
}
