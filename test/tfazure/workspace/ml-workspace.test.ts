import { MlRegistry } from '../../../src/tfazure';
import { EXISTING, synthesized } from '../support/stacks';

test('the workspace is private, takes the current API, and is encrypted with the platform key', () => {
  const stack = synthesized();
  expect(stack.resource('azurerm_machine_learning_workspace')).toMatchObject({
    public_network_access_enabled: false,
    v1_legacy_mode_enabled: false,
    high_business_impact: true,
    service_side_encryption_enabled: true,
    encryption: { key_id: expect.stringContaining('keyUriWithVersion') },
  });
});

test("the workspace reaches its own store by its identity, since the store's keys are off", () => {
  const stack = synthesized();
  expect(stack.resource('azurerm_storage_account', 'Workspace/Store').shared_access_key_enabled).toBe(false);
  expect(stack.resource('azapi_update_resource').body).toEqual({ properties: { systemDatastoresAuthMode: 'Identity' } });
});

test('the workspace waits for its rights', () => {
  const stack = synthesized();
  const waits = stack.resource('azurerm_machine_learning_workspace').depends_on as string[];
  ['UseStore', 'UseVault', 'UseRegistry', 'ApproveStore', 'Key_Use'].forEach((grant) => expect(waits.some((wait) => wait.includes(grant))).toBe(true));
});

test('the key is made by Resource Manager, so that no runner has to reach the private vault', () => {
  const stack = synthesized();
  expect(stack.hasResource('azurerm_key_vault_key')).toBe(false);
  expect(stack.resource('azapi_resource_action')).toMatchObject({ method: 'PUT', type: 'Microsoft.KeyVault/vaults/keys@2023-07-01' });
  expect(stack.resource('azapi_resource_action').body.properties.rotationPolicy.lifetimeActions).toEqual([{ action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P1Y' } }]);
});

test('an existing key is used as it is, by the identity that comes with it', () => {
  const stack = synthesized({ existingEncryptionKey: EXISTING.key });
  expect(stack.hasResource('azapi_resource_action')).toBe(false);
  expect(stack.resource('azurerm_storage_account', 'Artifacts/Resource').customer_managed_key).toEqual({
    key_vault_key_id: EXISTING.key.keyId,
    user_assigned_identity_id: EXISTING.key.identityId,
  });
  expect(stack.resource('azurerm_machine_learning_workspace').encryption.key_id).toBe(EXISTING.key.versionedKeyId);
});

test('a registry of models is private, with a copy in each region that is asked for', () => {
  const stack = synthesized({}, (platform) => new MlRegistry(platform, 'Shared', { platform, replicaLocations: ['northeurope', 'westus'] }));
  const { body, type, identity } = stack.resource('azapi_resource', 'Shared/Resource');
  expect(type).toBe('Microsoft.MachineLearningServices/registries@2025-12-01');
  expect(identity).toEqual([{ type: 'SystemAssigned' }]);
  expect(body.properties.publicNetworkAccess).toBe('Disabled');
  const kinds = (body.properties.regionDetails as Array<Record<string, any>>).map(({ location, storageAccountDetails }) => {
    return `${location}: ${storageAccountDetails[0].systemCreatedStorageAccount.storageAccountType}`;
  });
  expect(kinds).toEqual(['westeurope: Standard_ZRS', 'northeurope: Standard_ZRS', 'westus: Standard_LRS']);
  expect(stack.resource('azurerm_private_endpoint', 'Shared/Endpoint').private_service_connection.subresource_names).toEqual(['amlregistry']);
});
