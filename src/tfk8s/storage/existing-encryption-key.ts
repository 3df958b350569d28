/** A key that exists already in the object store's own key service (SSE-KMS). */
export interface ExistingEncryptionKey {
  /** The name of the key there. */
  readonly keyName: string;
}
