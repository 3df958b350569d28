import { TerraformProvider } from 'cdktf';
import { Profile } from '../../core';

/** What another program has to know of a platform. Each is an output of the platform's stack, `<platform id>_<attribute>` in snake case. */
export interface MlPlatformAttributes {
  /** What begins the name of everything. */
  readonly platformName: string;

  /**
   * The platform's profile; what is added follows it.
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /** The platform's tags. */
  readonly tags: Record<string, string>;

  /** The region. A literal: zones and pairs of regions hang on it. */
  readonly location: string;

  /** The id of the resource group. */
  readonly resourceGroupId: string;

  /** What ends the names that have to be unique in the world. A literal. */
  readonly nameSuffix: string;

  /** The id of the virtual network. */
  readonly networkId: string;

  /** The ids of the subnets for clusters and jobs. */
  readonly privateSubnetIds: string[];

  /** The id of the subnet for private endpoints. */
  readonly endpointSubnetId: string;

  /** The ids of the private DNS zones by zone name; empty where the organization keeps them. */
  readonly privateDnsZoneIds: Record<string, string>;

  /** The encryption key without its version. */
  readonly encryptionKeyId: string;

  /** The id of the identity that services read the key with. */
  readonly keyIdentityId: string;

  /** The client id of that identity. */
  readonly keyIdentityClientId: string;

  /**
   * The encryption key with its version, which disks ask for.
   * @default - not known: no training cluster can be added
   */
  readonly versionedEncryptionKeyId?: string;

  /**
   * The id of the subnet for the API servers of clusters.
   * @default - none: no training cluster can be added
   */
  readonly apiServerSubnetId?: string;

  /**
   * The addresses of the pods of clusters. A literal.
   * @default '10.128.0.0/14'
   */
  readonly podCidr?: string;

  /**
   * The addresses of the Kubernetes services of clusters. A literal.
   * @default '10.132.0.0/20'
   */
  readonly serviceCidr?: string;

  /** The id of the storage account of the artifacts. */
  readonly artifactsStorageAccountId: string;

  /** The name of the container of the artifacts. */
  readonly artifactsContainerName: string;

  /** The id of the container registry. */
  readonly registryId: string;

  /** The login server of the container registry. */
  readonly registryUri: string;

  /** The repositories of the registry. */
  readonly repositories: string[];

  /** The id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;

  /** The id of the machine-learning workspace. */
  readonly machineLearningWorkspaceId: string;

  /** The object id of the identity of the machine-learning workspace. */
  readonly machineLearningWorkspacePrincipalId: string;

  /** The ids of the action groups that are told of critical alarms. */
  readonly criticalActionGroupIds: string[];

  /** The ids of the action groups that are told of warnings. */
  readonly warningActionGroupIds: string[];

  /** The ids of the action groups that are told of what is worth knowing. */
  readonly infoActionGroupIds: string[];

  /** The ids of the role definitions by persona (`data-scientist`, `ml-engineer`, `reviewer`, `ci`). */
  readonly personaRoleIds: Record<string, string>;

  /**
   * Public addresses from which pipelines reach the platform's data planes. Literals.
   * @default - none
   */
  readonly runnerAddresses?: string[];

  /**
   * The azurerm provider of what is added to the platform here.
   * @default - the only unaliased one of the stack, else one made for the subscription
   */
  readonly provider?: TerraformProvider;

  /**
   * The azapi provider of what is added to the platform here.
   * @default - the only unaliased one of the stack, else one made for the subscription
   */
  readonly azapiProvider?: TerraformProvider;
}
