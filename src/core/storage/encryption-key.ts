/** The key that encrypts what a platform stores: KMS, Cloud KMS, Key Vault; on Kubernetes the storage class encrypts. */
export interface IEncryptionKey {
  /** What the cloud calls the key: an ARN, a resource name, a key id. */
  readonly keyId: string;
}
