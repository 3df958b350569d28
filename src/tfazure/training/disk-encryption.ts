import { Construct } from 'constructs';
import { AzapiResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';

/** The body of `Microsoft.Compute/diskEncryptionSets@2024-03-02`, as far as it is used. */
interface DiskEncryptionSetBody {
  readonly properties: {
    readonly activeKey: { readonly keyUrl: string };
    readonly encryptionType: 'EncryptionAtRestWithCustomerKey';
    readonly rotationToLatestKeyVersionEnabled: boolean;
  };
}

/**
 * What encrypts the disks of nodes and of volumes with the platform's key, and follows its rotation. `azurerm_disk_encryption_set` asks the vault itself for
 * the newest version, which no runner outside of the network can; Azure tells the version that it uses in the place of the one that was given, hence
 * the ignored change. Whoever runs on local disks takes a new version with the next image.
 */
export function diskEncryption(scope: Construct, id: string, name: string, platform: IMlPlatform): AzapiResource {
  return new AzapiResource<DiskEncryptionSetBody>(scope, id, {
    type: 'Microsoft.Compute/diskEncryptionSets',
    apiVersion: '2024-03-02',
    name: `${name}-disks`,
    parentId: platform.resourceGroupId,
    location: platform.location,
    tags: platform.tags,
    identity: { type: 'UserAssigned', identityIds: [platform.keyIdentityId] },
    body: {
      properties: {
        activeKey: { keyUrl: platform.versionedEncryptionKeyId! },
        encryptionType: 'EncryptionAtRestWithCustomerKey',
        rotationToLatestKeyVersionEnabled: true,
      },
    },
    dependsOn: keyOf(platform, scope),
    lifecycle: { ignoreChanges: ['body'] },
  });
}
