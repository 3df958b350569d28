import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { KEY_MANAGEMENT } from '../../facts/azure/cluster';
import { KeyVault } from '../../providers/azurerm/key-vault';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { vaultKey } from '../storage/vault-key';

/**
 * The key that the cluster's secrets are encrypted with, in a vault of its own. It cannot be the platform's: AKS takes no vault whose firewall lets some
 * addresses in, as the platform's does for runners; it makes private endpoints of the vault with a right that should not reach the platform's key; and it
 * encrypts where others wrap. The vault is closed and cannot be purged; AKS joins it to the API server by itself. A new version of the key has to be
 * named in the cluster, and all secrets written again, so it is not rotated: https://learn.microsoft.com/en-us/azure/aks/use-kms-etcd-encryption
 */
export class SecretsKey extends Construct {
  public readonly vaultId: string;
  public readonly versionedKeyId: string;
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, name: string, platform: IMlPlatform, tenantId: string) {
    super(scope, id);
    const vault = new KeyVault(this, 'Vault', {
      name: `${platform.platformName}-${stableSuffix(platform.nameSuffix, name)}`,
      resourceGroupName: platform.resourceGroupName,
      location: platform.location,
      tenantId,
      skuName: 'standard',
      rbacAuthorizationEnabled: true,
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: 90,
      publicNetworkAccessEnabled: false,
      networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' },
      tags: platform.tags,
    });
    const key = vaultKey(this, 'Resource', { vaultId: vault.id, name: 'secrets', operations: KEY_MANAGEMENT.keyOperations, tags: platform.tags });
    sendLogs(this, 'Logs', vault.id, platform.logAnalyticsWorkspaceId);
    this.vaultId = vault.id;
    this.versionedKeyId = key.versionedKeyId;
    this.resource = key.resource;
  }
}
