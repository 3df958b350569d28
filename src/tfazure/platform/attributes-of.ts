import { Severity } from '../../core';
import { byPersona } from '../../core/identity/persona-plan';
import { ArtifactStoreBase } from '../storage/artifact-store-base';
import { ContainerRegistryBase } from '../storage/container-registry-base';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';

/** Exactly what `fromAttributes` takes, but for what only a program can say. */
export function attributesOf(platform: IMlPlatform, store: ArtifactStoreBase, registry: ContainerRegistryBase): MlPlatformAttributes {
  return {
    platformName: platform.platformName,
    tags: platform.tags,
    location: platform.location,
    resourceGroupId: platform.resourceGroupId,
    nameSuffix: platform.nameSuffix,
    networkId: platform.network.networkId,
    privateSubnetIds: platform.network.privateSubnetIds,
    endpointSubnetId: platform.endpointSubnetId,
    privateDnsZoneIds: platform.privateDnsZoneIds,
    encryptionKeyId: platform.encryptionKey.keyId,
    keyIdentityId: platform.keyIdentityId,
    keyIdentityClientId: platform.keyIdentityClientId,
    versionedEncryptionKeyId: platform.versionedEncryptionKeyId,
    apiServerSubnetId: platform.apiServerSubnetId,
    podCidr: platform.podCidr,
    serviceCidr: platform.serviceCidr,
    artifactsStorageAccountId: store.storageAccountId,
    artifactsContainerName: store.storeName,
    registryId: registry.registryId,
    registryUri: registry.registryUri,
    repositories: registry.repositories,
    logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId,
    machineLearningWorkspaceId: platform.machineLearningWorkspaceId,
    machineLearningWorkspacePrincipalId: platform.machineLearningWorkspacePrincipalId,
    criticalActionGroupIds: platform.alertActionGroupIds(Severity.CRITICAL),
    warningActionGroupIds: platform.alertActionGroupIds(Severity.WARNING),
    infoActionGroupIds: platform.alertActionGroupIds(Severity.INFO),
    personaRoleIds: byPersona((persona) => platform.personaRole(persona)),
    runnerAddresses: platform.runnerAddresses,
  };
}
