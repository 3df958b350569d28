import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { StorageAccount, StorageAccountBlobProperties } from '../../providers/azurerm/storage-account';
import { Site } from '../platform/site';

/** What differs between the storage accounts of a platform. */
export interface StorageAccountProps {
  readonly name: string;
  /** `LRS`, `ZRS`, `GRS` or `GZRS`. */
  readonly replication: string;
  readonly hierarchicalNamespace?: boolean;
  readonly blobProperties?: StorageAccountBlobProperties;
  readonly protected: boolean;
  /** Public addresses that pass the firewall. */
  readonly allowedAddresses?: readonly string[];
  /** Only for a service that can write with a key alone. */
  readonly sharedKeys?: boolean;
  /** Whether services of Azure come in by the public endpoint, past the firewall. */
  readonly forTrustedServices?: boolean;
  readonly keyId: string;
  readonly keyIdentityId: string;
  readonly ready: ITerraformDependable[];
}

/** A storage account as every account of a platform is: private, its keys off, over TLS 1.2, encrypted twice and with the platform's key. */
export function storageAccount(scope: Construct, id: string, site: Site, options: StorageAccountProps): StorageAccount {
  const addresses = [...(options.allowedAddresses ?? [])];
  return new StorageAccount(scope, id, {
    name: options.name,
    resourceGroupName: site.resourceGroupName,
    location: site.location,
    accountKind: 'StorageV2',
    accountTier: 'Standard',
    accountReplicationType: options.replication,
    isHnsEnabled: options.hierarchicalNamespace ?? false,
    minTlsVersion: 'TLS1_2',
    httpsTrafficOnlyEnabled: true,
    sharedAccessKeyEnabled: options.sharedKeys ?? false,
    defaultToOauthAuthentication: true,
    localUserEnabled: false,
    allowNestedItemsToBePublic: false,
    crossTenantReplicationEnabled: false,
    allowedCopyScope: 'AAD',
    publicNetworkAccessEnabled: addresses.length > 0 || (options.forTrustedServices ?? false),
    networkRules: { defaultAction: 'Deny', bypass: ['AzureServices'], ipRules: addresses },
    sasPolicy: { expirationPeriod: '01.00:00:00', expirationAction: 'Log' },
    infrastructureEncryptionEnabled: true,
    queueEncryptionKeyType: 'Account',
    tableEncryptionKeyType: 'Account',
    identity: { type: 'UserAssigned', identityIds: [options.keyIdentityId] },
    customerManagedKey: { keyVaultKeyId: options.keyId, userAssignedIdentityId: options.keyIdentityId },
    blobProperties: options.blobProperties,
    dependsOn: options.ready,
    lifecycle: { preventDestroy: options.protected },
    tags: site.tags,
  });
}
