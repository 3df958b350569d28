import * as core from '../../core';
import { Severity } from '../../core';

/** A platform on Azure, made here or elsewhere: what its constructs have to know of it. */
export interface IMlPlatform extends core.IMlPlatform {
  /** The region. */
  readonly location: string;

  /** The name of the resource group. */
  readonly resourceGroupName: string;

  /** The id of the resource group. */
  readonly resourceGroupId: string;

  /** What ends the names that have to be unique in the world; stable for a subscription, region and platform name. */
  readonly nameSuffix: string;

  /** The id of the subnet that private endpoints go into. */
  readonly endpointSubnetId: string;

  /** The ids of the private DNS zones by zone name; empty where the organization keeps them. */
  readonly privateDnsZoneIds: Record<string, string>;

  /** The id of the user-assigned identity that services read the encryption key with. */
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

  /** The addresses of the pods of clusters. */
  readonly podCidr: string;

  /** The addresses of the Kubernetes services of clusters. */
  readonly serviceCidr: string;

  /** The id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;

  /** The id of the machine-learning workspace. */
  readonly machineLearningWorkspaceId: string;

  /** The object id of the identity of the machine-learning workspace. */
  readonly machineLearningWorkspacePrincipalId: string;

  /** The public addresses from which pipelines reach data planes. */
  readonly runnerAddresses: string[];

  /**
   * The ids of the action groups that are told of alarms.
   *
   * @param severity how urgent
   */
  alertActionGroupIds(severity: Severity): string[];
}
