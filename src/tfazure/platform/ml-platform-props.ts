import { TerraformProvider } from 'cdktf';
import * as core from '../../core';
import { ExistingNetwork } from '../network/existing-network';
import { ExistingArtifacts } from '../storage/existing-artifacts';
import { ExistingEncryptionKey } from '../storage/existing-encryption-key';
import { ExistingRegistry } from '../storage/existing-registry';
import { ExistingResourceGroup } from './existing-resource-group';

/** What a platform is to be, on Azure. */
export interface MlPlatformProps extends core.MlPlatformProps {
  /** The region as `az account list-locations` names it: `westeurope`. A literal; throws `platform/unknown-region`. */
  readonly location: string;

  /**
   * The subscription that everything lies in. It also goes into names that have to be unique in the world, so give it: without it, two
   * platforms of one name in one region have the same names.
   * @default - the subscription of the provider, or `ARM_SUBSCRIPTION_ID` of whoever runs Terraform
   */
  readonly subscriptionId?: string;

  /**
   * The tenant of Microsoft Entra ID.
   * @default - that of whoever runs Terraform
   */
  readonly tenantId?: string;

  /**
   * A resource group to put everything into.
   * @default - one is made, `<platform name>-ml`
   */
  readonly existingResourceGroup?: ExistingResourceGroup;

  /**
   * When the budget begins: the first of a month, `2026-12-01`. Needed with `budget`; throws `platform/budget-start`. Azure takes a start in the
   * running month or in the twelve after it, and a change of it makes the budget anew.
   * @default - no budget can be made
   */
  readonly budgetStart?: string;

  /**
   * Whether the store of the artifacts has real folders (Data Lake Storage Gen2) in place of versions. Throws `storage/versions-with-namespace`
   * together with `artifacts.versioned`.
   * @default false
   */
  readonly hierarchicalNamespace?: boolean;

  /**
   * A virtual network that exists already. Not together with `network`. Private DNS zones are made and linked with it, unless
   * `guardrails.centralDns` says that the organization has them; flow logs are its owner's.
   * @default - a network is made
   */
  readonly existingNetwork?: ExistingNetwork;

  /**
   * A key that exists already. The vault for the secrets of the machine-learning workspace is made all the same.
   * @default - a key is made in a vault, and rotated each year
   */
  readonly existingEncryptionKey?: ExistingEncryptionKey;

  /**
   * A container that exists already. Not together with `artifacts`.
   * @default - a storage account is made
   */
  readonly existingArtifacts?: ExistingArtifacts;

  /**
   * A container registry that exists already. Not together with `registry`.
   * @default - a registry is made
   */
  readonly existingRegistry?: ExistingRegistry;

  /**
   * Public IPv4 addresses (or ranges of up to /30) from which pipelines push images, upload artifacts and read secrets. They pass the firewalls of
   * the store, the registry and the vault, and nothing else does. Without them the public endpoints are off, and whoever does these things has to be
   * in the network. Terraform itself needs none: everything of a platform is made through Resource Manager. Throws `network/runner-address`.
   * @default - none
   */
  readonly runnerAddresses?: string[];

  /**
   * The azurerm provider of everything. One of your own needs `storage_use_azuread = true` and `features { storage { data_plane_available = false } }`,
   * since the accounts have no keys and no public endpoint.
   * @default - the only unaliased one of the stack, else one made for the subscription
   */
  readonly provider?: TerraformProvider;

  /**
   * The azapi provider of the few things that azurerm lacks.
   * @default - the only unaliased one of the stack, else one made for the subscription
   */
  readonly azapiProvider?: TerraformProvider;
}
