import { Persona, Severity } from '../../core';
import { ArtifactStoreBase } from '../storage/artifact-store-base';
import { ContainerRegistryBase } from '../storage/container-registry-base';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';

/** What another program has to know of a platform; a profile is no value that could be output. */
export function attributesOf(platform: IMlPlatform, store: ArtifactStoreBase, registry: ContainerRegistryBase): Required<Omit<MlPlatformAttributes, 'profile'>> {
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
    keyId: platform.encryptionKey.keyId,
    keyIdentityId: platform.keyIdentityId,
    keyIdentityClientId: platform.keyIdentityClientId,
    artifactsAccountId: store.accountId,
    artifactsContainer: store.storeName,
    registryId: registry.registryId,
    registryUri: registry.registryUri,
    registryRepositories: registry.repositories,
    logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId,
    machineLearningWorkspaceId: platform.machineLearningWorkspaceId,
    machineLearningWorkspacePrincipalId: platform.machineLearningWorkspacePrincipalId,
    criticalActionGroupIds: platform.actionGroupIds(Severity.CRITICAL),
    warningActionGroupIds: platform.actionGroupIds(Severity.WARNING),
    infoActionGroupIds: platform.actionGroupIds(Severity.INFO),
    personaRoleIds: Object.fromEntries(Object.values(Persona).map((persona) => [persona, platform.personaRole(persona)])),
    runnerAddresses: platform.runnerAddresses,
  };
}
