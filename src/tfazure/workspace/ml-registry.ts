import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { literal, physicalName, Problems, requireKnownRegion } from '../../core/private';
import { NAME_RULES } from '../../facts/azure/names';
import { REGIONS } from '../../facts/azure/regions';
import { inheritProviders } from '../../terraform';
import { AzapiResource } from '../../terraform/raw';
import { privateEndpoint } from '../network/private-endpoint';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A registry of machine-learning assets. */
export interface MlRegistryProps {
  /** Whose network and tags are used. */
  readonly platform: IMlPlatform;

  /**
   * The name, unique in the tenant: 3 to 33 letters, digits, '-' and '_'. Throws `core/name-length` and `core/name-illegal`.
   * @default - the platform's name and the construct's id in lower case
   */
  readonly registryName?: string;

  /**
   * Further regions whose workspaces use it; each gets a copy of every asset. Throws `platform/unknown-region`.
   * @default - the platform's region only
   */
  readonly replicaLocations?: string[];
}

/** The body of `Microsoft.MachineLearningServices/registries@2025-12-01`, as far as it is used. */
interface RegistryBody {
  readonly properties: {
    readonly publicNetworkAccess: 'Disabled' | 'Enabled';
    readonly regionDetails: ReadonlyArray<{
      readonly location: string;
      readonly acrDetails: ReadonlyArray<{ readonly systemCreatedAcrAccount: { readonly acrAccountSku: string } }>;
      readonly storageAccountDetails: ReadonlyArray<{
        readonly systemCreatedStorageAccount: {
          readonly storageAccountType: string;
          readonly storageAccountHnsEnabled: boolean;
          readonly allowBlobPublicAccess: boolean;
        };
      }>;
    }>;
  };
}

/**
 * An Azure Machine Learning registry: models, environments and components that several workspaces share, so that a model moves from the
 * workspace where it was trained to the one that serves it. azurerm has no such resource; it is an `azapi_resource` of
 * `Microsoft.MachineLearningServices/registries@2025-12-01`. Azure makes and manages its stores and registries in a resource group beside it.
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * function share(platform: tfazure.IMlPlatform): tfazure.MlRegistry {
 *   return new tfazure.MlRegistry(platform, 'Shared', { platform, replicaLocations: ['northeurope'] });
 * }
 */
export class MlRegistry extends Construct {
  /** The name. */
  public readonly registryName: string;
  /** The id. */
  public readonly registryId: string;
  /** The object id of its own identity. */
  public readonly principalId: string;
  /** The `azapi_resource`. */
  public readonly resource: TerraformResource;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope
   * @param props what the registry is to do
   */
  public constructor(scope: Construct, id: string, props: MlRegistryProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const nameParts = props.registryName === undefined ? [platform.platformName, id.toLowerCase()] : [props.registryName];
    const name = physicalName(NAME_RULES.machineLearningRegistry, nameParts, problems);
    const locations = [...new Set([platform.location, ...(props.replicaLocations ?? [])])];
    locations.forEach((location) => problems.collect(() => requireKnownRegion(literal(location, 'a region of the registry'), Object.keys(REGIONS), [], problems)));
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    const registry = new AzapiResource<RegistryBody>(this, 'Resource', {
      type: 'Microsoft.MachineLearningServices/registries',
      name,
      parentId: platform.resourceGroupId,
      location: platform.location,
      tags: platform.tags,
      identity: { type: 'SystemAssigned' },
      body: { properties: { publicNetworkAccess: 'Disabled', regionDetails: locations.map(regionDetail) } },
    });
    this.registryName = name;
    this.registryId = registry.id;
    this.principalId = registry.principalId;
    this.resource = registry;
    privateEndpoint(this, 'Endpoint', platform, 'mlRegistry', name, registry.id);
  }
}

function regionDetail(location: string): RegistryBody['properties']['regionDetails'][number] {
  return {
    location,
    acrDetails: [{ systemCreatedAcrAccount: { acrAccountSku: 'Premium' } }],
    storageAccountDetails: [{
      systemCreatedStorageAccount: {
        storageAccountType: REGIONS[location]?.zones ? 'Standard_ZRS' : 'Standard_LRS',
        storageAccountHnsEnabled: false,
        allowBlobPublicAccess: false,
      },
    }],
  };
}
