import { isUnresolved } from '../../core/private';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The id of the platform's vault, which no attribute of a platform tells. */
export function vaultIdOf({ resourceGroupId, platformName, nameSuffix }: IMlPlatform): string {
  return `${resourceGroupId}/providers/Microsoft.KeyVault/vaults/${platformName}-${nameSuffix}`;
}

/** The id of the Application Insights of the platform. */
export function insightsIdOf({ resourceGroupId, platformName }: IMlPlatform): string {
  return `${resourceGroupId}/providers/Microsoft.Insights/components/${platformName}-insights`;
}

/** Whether the platform's key is in no vault of the platform's. */
export function keyIsElsewhere({ encryptionKey: { keyId }, platformName, nameSuffix }: IMlPlatform): boolean {
  return !isUnresolved(keyId) && !keyId.toLowerCase().startsWith(`https://${platformName}-${nameSuffix}.vault.azure.net/`);
}

/** The name of the platform's key; where it is known at deployment only, the platform made it. */
export function keyNameOf({ encryptionKey: { keyId } }: IMlPlatform): string {
  return isUnresolved(keyId) ? 'platform' : keyId.split('/')[4] ?? 'platform';
}

/** The address of the vault that the platform's key is in. */
export function vaultUriOf({ encryptionKey: { keyId }, platformName, nameSuffix }: IMlPlatform): string {
  return isUnresolved(keyId) ? `https://${platformName}-${nameSuffix}.vault.azure.net` : keyId.split('/').slice(0, 3).join('/');
}
