import { TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { RawResource } from '../../terraform/raw';

export interface VaultKeyProps {
  readonly vaultId: string;
  readonly name: string;
  readonly operations: readonly string[];
  readonly rotationPolicy?: object;
  readonly tags: Record<string, string>;
}

export interface VaultKey {
  readonly resource: TerraformResource;
  readonly keyId: string;
  /** With the version that it was made with. */
  readonly versionedKeyId: string;
}

/**
 * A key in a vault, made through Resource Manager and not by `azurerm_key_vault_key`, which speaks to the vault itself: the vault is private, and its
 * network is made by the same apply, so no runner could reach it. Resource Manager makes keys and cannot delete them, hence an action: a destroy leaves
 * the key in its vault, which is soft-deleted with it. https://learn.microsoft.com/en-us/azure/templates/microsoft.keyvault/vaults/keys
 */
export function vaultKey(scope: Construct, id: string, { vaultId, name, operations, rotationPolicy, tags }: VaultKeyProps): VaultKey {
  const resource = new RawResource(scope, id, 'azapi_resource_action', 'azapi', {
    type: 'Microsoft.KeyVault/vaults/keys@2023-07-01',
    resource_id: `${vaultId}/keys/${name}`,
    method: 'PUT',
    body: { properties: { kty: 'RSA', keySize: 3072, keyOps: operations, ...(rotationPolicy ? { rotationPolicy } : {}) }, tags },
    response_export_values: ['properties.keyUri', 'properties.keyUriWithVersion'],
  });
  return {
    resource,
    keyId: Token.asString(resource.interpolationForAttribute('output.properties.keyUri')),
    versionedKeyId: Token.asString(resource.interpolationForAttribute('output.properties.keyUriWithVersion')),
  };
}
