import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { Duration } from '../../core';
import { physicalName, Problems } from '../../core/private';
import { planContainerRegistry } from '../../core/storage/container-registry-plan';
import { NAME_RULES } from '../../facts/azure/names';
import { REGIONS } from '../../facts/azure/regions';
import { ContainerRegistry as Registry } from '../../providers/azurerm/container-registry';
import { inheritProviders } from '../../terraform';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ContainerRegistryBase } from './container-registry-base';
import { keyOf } from './encryption-key';
import { ExistingContainerRegistry } from './existing-container-registry';
import { ExistingRegistry } from './existing-registry';

/** What a registry of container images is to do, on Azure. */
export interface ContainerRegistryProps extends core.ContainerRegistryProps {
  /** Whose registry it is: its key, network and logs are used. */
  readonly platform: IMlPlatform;

  /**
   * For how long a manifest is kept that no tag points to any more, 1 to 365 days. Throws `registry/untagged-kept`.
   * @default Duration.days(30)
   */
  readonly untaggedKept?: Duration;

  /**
   * The middle of the registry's name.
   * @default - the construct's id, its letters and digits in lower case
   */
  readonly registryName?: string;
}

/**
 * An Azure Container Registry of tier Premium: private, encrypted with the platform's key, over the zones of its region, without an admin user.
 * Its repositories come into being with the first push; tags cannot be made immutable, nor images counted or scanned, by the registry itself.
 *
 * Throws `registry/untagged-kept`, `core/name-length`, `core/name-illegal`, and what core checks.
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * function partners(platform: tfazure.IMlPlatform): tfazure.ContainerRegistry {
 *   return new tfazure.ContainerRegistry(platform, 'Partners', { platform, repositories: ['shared'] });
 * }
 */
export class ContainerRegistry extends ContainerRegistryBase {
  /**
   * A registry that exists already: nothing is made, and what it keeps stays as it is.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the registry
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingRegistry): core.IContainerRegistry {
    return new ExistingContainerRegistry(scope, id, platform, existing);
  }

  /** The id of the registry. */
  public readonly registryId: string;
  /** The login server: `….azurecr.io`. */
  public readonly registryUri: string;
  /** The repositories that `imageUri` knows. */
  public readonly repositories: string[];
  /** The registry. */
  public readonly resource: TerraformResource;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope
   * @param props what the registry is to do
   */
  public constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planContainerRegistry(props, platform.profile.settings, TARGET, problems);
    const untagged = problems.collect(() => (props.untaggedKept ?? Duration.days(30)).toDays()) ?? 30;
    if (untagged < 1 || untagged > 365) problems.add('registry/untagged-kept', `untagged manifests cannot be kept for ${props.untaggedKept}: give 1 to 365 days`);
    const parts = [platform.platformName, props.registryName ?? id].map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, ''));
    const name = physicalName(NAME_RULES.containerRegistry, [...parts, platform.nameSuffix], problems);
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    const addresses = platform.runnerAddresses;
    const registry = new Registry(this, 'Resource', {
      name,
      resourceGroupName: platform.resourceGroupName,
      location: platform.location,
      sku: 'Premium',
      adminEnabled: false,
      publicNetworkAccessEnabled: addresses.length > 0,
      networkRuleBypassOption: 'AzureServices',
      networkRuleSet: addresses.length > 0 ? [{ defaultAction: 'Deny', ipRule: addresses.map((ipRange) => ({ action: 'Allow', ipRange })) }] : undefined,
      // Images leave by pull only; Azure demands the export policy where the public endpoint is on.
      exportPolicyEnabled: addresses.length > 0,
      dataEndpointEnabled: true,
      zoneRedundancyEnabled: REGIONS[platform.location]?.zones ?? false,
      retentionPolicyInDays: untagged,
      identity: { type: 'UserAssigned', identityIds: [platform.keyIdentityId] },
      encryption: [{ keyVaultKeyId: platform.encryptionKey.keyId, identityClientId: platform.keyIdentityClientId }],
      dependsOn: keyOf(platform, this),
      lifecycle: { preventDestroy: plan.deletionProtection },
      tags: platform.tags,
    });
    this.registryId = registry.id;
    this.registryUri = `${name}.azurecr.io`;
    this.repositories = [...plan.repositories];
    this.resource = registry;
    privateEndpoint(this, 'Endpoint', platform, 'registry', name, registry.id);
    sendLogs(this, 'Logs', registry.id, platform.logAnalyticsWorkspaceId);
  }
}
