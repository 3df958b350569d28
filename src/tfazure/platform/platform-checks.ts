import { requirePrivateSubnets } from '../../core/network/network-plan';
import { isUnresolved, literal, physicalName, Problems } from '../../core/private';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { NAME_RULES } from '../../facts/azure/names';
import { checkStore } from '../storage/artifact-store-checks';
import { MlPlatformProps } from './ml-platform-props';
import { requireResourceId } from './resource-ids';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const FIRST_OF_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])-01$/;
/** A single address or a range of up to /30; firewalls of storage take neither /31, /32 nor private addresses: https://learn.microsoft.com/en-us/azure/storage/common/storage-network-security */
const PUBLIC_ADDRESS = /^(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\/(?:[89]|[12]\d|30))?$/;

/** What only Azure has against a platform. */
export function checkPlatform(props: MlPlatformProps, name: string, suffix: string, problems: Problems): void {
  problems.collect(() => literal(props.location, 'the location'));
  problems.collect(() => physicalName(NAME_RULES.keyVault, [name, suffix], problems));
  checkStore({ ...props.artifacts, hierarchicalNamespace: props.hierarchicalNamespace }, props.location, problems);
  checkBudget(props, problems);
  checkIds(props, problems);
  checkExisting(props, problems);
  checkRunners(props.runnerAddresses ?? [], problems);
}

function checkBudget({ budget, budgetStart }: MlPlatformProps, problems: Problems): void {
  if (budget && budgetStart === undefined) {
    problems.add('platform/budget-start', "a budget of Azure begins on the first of a month, and this library reads no clock: set 'budgetStart', such as '2026-12-01'");
  } else if (budgetStart !== undefined && !isUnresolved(budgetStart) && !FIRST_OF_MONTH.test(budgetStart)) {
    problems.add('platform/budget-start', `'${budgetStart}' is not the first of a month, where a budget of Azure begins: write it as '2026-12-01'`);
  }
}

function checkIds(props: MlPlatformProps, problems: Problems): void {
  const { subscriptionId, tenantId, existingResourceGroup, existingNetwork, existingEncryptionKey, existingArtifacts, existingRegistry } = props;
  Object.entries({ subscriptionId, tenantId }).forEach(([what, id]) => {
    if (id !== undefined && !isUnresolved(id) && !GUID.test(id)) problems.add('platform/guid', `'${id}' is to be the ${what}, but is no GUID: write it as '00000000-0000-0000-0000-000000000000'`);
  });
  if (existingResourceGroup) requireResourceId(existingResourceGroup.resourceGroupId, '', 'the resource group', problems);
  if (existingNetwork) requireResourceId(existingNetwork.networkId, 'Microsoft.Network/virtualNetworks', 'the network', problems);
  if (existingEncryptionKey) {
    requireResourceId(existingEncryptionKey.keyVaultId, 'Microsoft.KeyVault/vaults', 'the vault of the key', problems);
    requireResourceId(existingEncryptionKey.identityId, 'Microsoft.ManagedIdentity/userAssignedIdentities', 'the identity that reads the key', problems);
  }
  if (existingArtifacts) requireResourceId(existingArtifacts.storageAccountId, 'Microsoft.Storage/storageAccounts', 'the account of the artifacts', problems);
  if (existingRegistry) requireResourceId(existingRegistry.registryId, 'Microsoft.ContainerRegistry/registries', 'the container registry', problems);
}

function checkExisting(props: MlPlatformProps, problems: Problems): void {
  const { existingNetwork, existingEncryptionKey: key, existingArtifacts, hierarchicalNamespace } = props;
  if (existingNetwork) requirePrivateSubnets(existingNetwork.networkId, existingNetwork.privateSubnetIds.length, problems);
  if (key) requireKeyRegion(key.keyId, key.location, props.location, problems);
  if (existingArtifacts && hierarchicalNamespace !== undefined) {
    problems.add('storage/both', "'existingArtifacts' names a store that exists, 'hierarchicalNamespace' describes one to make: give one of them");
  }
}

function checkRunners(addresses: readonly string[], problems: Problems): void {
  addresses.forEach((address) => {
    problems.collect(() => literal(address, 'an address of a runner'));
    if (!isUnresolved(address) && !PUBLIC_ADDRESS.test(address)) {
      problems.add('network/runner-address', `'${address}' is no public address of a runner: give an IPv4 address, or a range of up to /30, such as '203.0.113.7'`);
    }
  });
}
