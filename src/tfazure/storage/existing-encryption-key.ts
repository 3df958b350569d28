/** A key in a key vault that exists already, with the managed identity that services read it with. */
export interface ExistingEncryptionKey {
  /** The key without a version, so that its rotation is followed: `https://….vault.azure.net/keys/…`. */
  readonly keyId: string;

  /** The key with its version, for the machine-learning workspace: `https://….vault.azure.net/keys/…/…`. */
  readonly versionedKeyId: string;

  /** The vault: `/subscriptions/…/providers/Microsoft.KeyVault/vaults/…`. Purge protection has to be on. */
  readonly keyVaultId: string;

  /** The region of the vault. Throws `encryption/key-region` when it is another one than the platform's. */
  readonly location: string;

  /** A user-assigned identity that holds 'Key Vault Crypto Service Encryption User' on the key: `/subscriptions/…/userAssignedIdentities/…`. */
  readonly identityId: string;

  /** The client id of that identity. */
  readonly identityClientId: string;
}
