import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { KeyVault } from '../../providers/azurerm/key-vault';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { grantToManagedIdentity } from '../identity/role-grants';
import { Site } from '../platform/site';
import { ExistingEncryptionKey } from './existing-encryption-key';
import { vaultKey } from './vault-key';

/** What a resource has to know to be encrypted with the platform's key. */
export interface Encryption {
  readonly keyId: string;
  readonly versionedKeyId: string;
  readonly keyVaultId: string;
  readonly identityId: string;
  readonly identityClientId: string;
  /** What has to be there before a service can use the key. */
  readonly ready: ITerraformDependable[];
}

const KEY_NAME = 'platform';

/** A key that is rotated each year, and the identity that services wrap and unwrap with. */
export class EncryptionKey extends Construct implements Encryption {
  public readonly keyId: string;
  public readonly versionedKeyId: string;
  public readonly keyVaultId: string;
  public readonly identityId: string;
  public readonly identityClientId: string;
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, site: Site, vault: KeyVault) {
    super(scope, id);
    const key = vaultKey(this, 'Resource', {
      vaultId: vault.id,
      name: KEY_NAME,
      operations: ['wrapKey', 'unwrapKey'],
      // No expiry: what was wrapped with an old version must stay readable.
      rotationPolicy: { lifetimeActions: [{ action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P1Y' } }] },
      tags: site.tags,
    });
    const identity = new UserAssignedIdentity(this, 'Identity', {
      name: `${site.platformName}-encryption`,
      resourceGroupName: site.resourceGroupName,
      location: site.location,
      tags: site.tags,
    });
    const grant = grantToManagedIdentity(this, 'Use', identity.principalId, {
      scope: `${vault.id}/keys/${KEY_NAME}`,
      role: 'keyVaultCryptoServiceEncryptionUser',
      description: 'Services of the platform wrap their keys with the platform key',
      // Its scope names the key by a text, from which Terraform cannot tell that it has to be there.
      after: [key.resource],
    });
    this.keyId = key.keyId;
    this.versionedKeyId = key.versionedKeyId;
    this.keyVaultId = vault.id;
    this.identityId = identity.id;
    this.identityClientId = identity.clientId;
    this.ready = [key.resource, grant];
  }
}

export function existingKey(key: ExistingEncryptionKey): Encryption {
  return { ...key, ready: [] };
}

const READY = new WeakMap<IConstruct, ITerraformDependable[]>();

/** Remembers what has to be there before a platform's key can be used, for what is added to it. */
export function rememberReady(platform: IConstruct, ready: ITerraformDependable[]): void {
  READY.set(platform, ready);
}

/** What a resource in the platform's own stack has to wait for; in another stack the key has long been there. */
export function keyOf(platform: IConstruct, scope: IConstruct): ITerraformDependable[] {
  return TerraformStack.of(platform) === TerraformStack.of(scope) ? READY.get(platform) ?? [] : [];
}
