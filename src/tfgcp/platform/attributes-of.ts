import { Severity } from '../../core';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { ExistingRegistry } from '../storage/existing-registry';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';

/** Exactly what `fromAttributes` takes, but for what only a program can say. */
export function attributesOf(platform: IMlPlatform, { repositoryId, repositories }: Pick<ExistingContainerRegistry, 'repositoryId' | 'repositories'>, existing: ExistingRegistry | undefined): MlPlatformAttributes {
  return {
    platformName: platform.platformName,
    project: platform.project,
    projectNumber: platform.projectNumber,
    location: platform.location,
    networkId: platform.network.networkId,
    privateSubnetIds: platform.network.privateSubnetIds,
    podRangeName: platform.podRangeName,
    serviceRangeName: platform.serviceRangeName,
    encryptionKeyId: platform.encryptionKey.keyId,
    artifactsBucketName: platform.artifacts.storeName,
    registryProject: existing?.project ?? platform.project,
    registryLocation: existing?.location ?? platform.location,
    registryRepositoryId: repositoryId,
    repositories,
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
