import { IContainerRegistry, Severity } from '../../core';
import { ContainerRegistry, ExistingRepository } from '../storage/container-registry';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';

/** Exactly what `fromAttributes` takes, but for what only a program can say. */
export function attributesOf(platform: IMlPlatform, registry: IContainerRegistry, existing: ExistingRepository | undefined): MlPlatformAttributes {
  const made = registry as ContainerRegistry;
  return {
    platformName: platform.platformName,
    project: platform.project,
    projectNumber: platform.projectNumber,
    location: platform.location,
    networkId: platform.network.networkId,
    privateSubnetIds: platform.network.privateSubnetIds,
    encryptionKeyId: platform.encryptionKey.keyId,
    artifactsBucket: platform.artifacts.storeName,
    registryProject: existing?.project ?? platform.project,
    registryLocation: existing?.location ?? platform.location,
    registryId: existing?.repositoryId ?? made.repositoryId,
    registryImages: [...made._images],
    storageAgent: platform.storageAgent,
    trainingAccount: platform.trainingAccount,
    servingAccount: platform.servingAccount,
    pipelineAccount: platform.pipelineAccount,
    criticalChannelIds: platform.alertChannelIds(Severity.CRITICAL),
    warningChannelIds: platform.alertChannelIds(Severity.WARNING),
    infoChannelIds: platform.alertChannelIds(Severity.INFO),
    tags: platform.tags,
  };
}
