import { Construct } from 'constructs';
import { IArtifactStore, IContainerRegistry, IEncryptionKey, INetwork, Persona, Profile, Severity } from '../../core';
import { isUnresolved, literal } from '../../core/private';
import { useProviders } from '../../terraform';
import { DEFAULT_RANGES } from '../network/default-ranges';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { PlatformBase } from './platform-base';
import { azureProviders } from './platform-providers';
import { resourceGroupNameOf } from './resource-ids';

/** Stands for a platform that another program made. */
export class ImportedMlPlatform extends PlatformBase {
  public readonly platformName: string;
  public readonly profile: Profile;
  public readonly tags: Record<string, string>;
  public readonly network: INetwork;
  public readonly encryptionKey: IEncryptionKey;
  public readonly artifacts: IArtifactStore;
  public readonly registry: IContainerRegistry;
  public readonly location: string;
  public readonly resourceGroupName: string;
  public readonly resourceGroupId: string;
  public readonly nameSuffix: string;
  public readonly endpointSubnetId: string;
  public readonly privateDnsZoneIds: Record<string, string>;
  public readonly keyIdentityId: string;
  public readonly keyIdentityClientId: string;
  public readonly versionedEncryptionKeyId?: string;
  public readonly apiServerSubnetId?: string;
  public readonly podCidr: string;
  public readonly serviceCidr: string;
  public readonly logAnalyticsWorkspaceId: string;
  public readonly machineLearningWorkspaceId: string;
  public readonly machineLearningWorkspacePrincipalId: string;
  public readonly runnerAddresses: string[];

  public constructor(scope: Construct, id: string, private readonly attributes: MlPlatformAttributes) {
    const location = literal(attributes.location, 'the location of the platform');
    const nameSuffix = literal(attributes.nameSuffix, 'the name suffix of the platform');
    super(scope, id);
    const { provider, azapiProvider } = attributes;
    useProviders(this, ...azureProviders({ provider, azapiProvider, subscriptionId: subscriptionOf(attributes.resourceGroupId) }));
    this.platformName = literal(attributes.platformName, 'the name of the platform');
    this.profile = attributes.profile ?? Profile.production();
    this.tags = attributes.tags;
    this.network = { networkId: attributes.networkId, privateSubnetIds: attributes.privateSubnetIds };
    this.encryptionKey = { keyId: attributes.encryptionKeyId };
    this.artifacts = new ExistingArtifactStore(this, 'Artifacts', this, {
      storageAccountId: attributes.artifactsStorageAccountId,
      containerName: attributes.artifactsContainerName,
    });
    this.registry = new ExistingContainerRegistry(this, 'Registry', this, {
      registryId: attributes.registryId,
      registryUri: attributes.registryUri,
      repositories: attributes.repositories,
    });
    this.location = location;
    this.resourceGroupId = attributes.resourceGroupId;
    this.resourceGroupName = resourceGroupNameOf(attributes.resourceGroupId);
    this.nameSuffix = nameSuffix;
    this.endpointSubnetId = attributes.endpointSubnetId;
    this.privateDnsZoneIds = attributes.privateDnsZoneIds;
    this.keyIdentityId = attributes.keyIdentityId;
    this.keyIdentityClientId = attributes.keyIdentityClientId;
    this.versionedEncryptionKeyId = attributes.versionedEncryptionKeyId;
    this.apiServerSubnetId = attributes.apiServerSubnetId;
    this.podCidr = attributes.podCidr ?? DEFAULT_RANGES.podCidr;
    this.serviceCidr = attributes.serviceCidr ?? DEFAULT_RANGES.serviceCidr;
    this.logAnalyticsWorkspaceId = attributes.logAnalyticsWorkspaceId;
    this.machineLearningWorkspaceId = attributes.machineLearningWorkspaceId;
    this.machineLearningWorkspacePrincipalId = attributes.machineLearningWorkspacePrincipalId;
    this.runnerAddresses = attributes.runnerAddresses ?? [];
  }

  public alertActionGroupIds(severity: Severity): string[] {
    const { criticalActionGroupIds, warningActionGroupIds, infoActionGroupIds } = this.attributes;
    return { [Severity.CRITICAL]: criticalActionGroupIds, [Severity.WARNING]: warningActionGroupIds, [Severity.INFO]: infoActionGroupIds }[severity];
  }

  public personaRole(persona: Persona): string {
    return this.attributes.personaRoleIds[persona] ?? '';
  }
}

/** The subscription of a platform is that of its resource group, where that is known at synth. */
function subscriptionOf(resourceGroupId: string): string | undefined {
  return isUnresolved(resourceGroupId) ? undefined : resourceGroupId.split('/')[2];
}
