import { Construct } from 'constructs';
import { DataAzurermClientConfig } from '../../providers/azurerm/data-azurerm-client-config';
import { KeyVault } from '../../providers/azurerm/key-vault';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { NetworkedSite } from '../platform/site';

export interface VaultProps {
  readonly name: string;
  readonly tenantId?: string;
  readonly logAnalyticsWorkspaceId: string;
  readonly runnerAddresses: readonly string[];
}

/** The vault of the platform's key and of the machine-learning workspace's secrets: private, its access by roles, and nothing in it can be purged. */
export class Vault extends Construct {
  public readonly resource: KeyVault;

  public constructor(scope: Construct, id: string, site: NetworkedSite, options: VaultProps) {
    super(scope, id);
    this.resource = new KeyVault(this, 'Resource', {
      name: options.name,
      resourceGroupName: site.resourceGroupName,
      location: site.location,
      tenantId: options.tenantId ?? new DataAzurermClientConfig(this, 'Client', {}).tenantId,
      skuName: 'standard',
      rbacAuthorizationEnabled: true,
      // Encryption with own keys demands both: https://learn.microsoft.com/en-us/azure/storage/common/customer-managed-keys-overview
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: 90,
      publicNetworkAccessEnabled: options.runnerAddresses.length > 0,
      networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [...options.runnerAddresses] },
      tags: site.tags,
    });
    privateEndpoint(this, 'Endpoint', site, 'vault', `${site.platformName}-keys`, this.resource.id);
    sendLogs(this, 'Logs', this.resource.id, options.logAnalyticsWorkspaceId);
  }
}
