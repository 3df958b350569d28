/** A key of Cloud KMS that exists already. */
export interface ExistingEncryptionKey {
  /** `projects/…/locations/…/keyRings/…/cryptoKeys/…`, in the platform's region. */
  readonly keyId: string;

  /**
   * Whether the service agents of Cloud Storage, Cloud Logging, Artifact Registry and Vertex AI may use the key already. Otherwise the platform lets
   * them, for which its deployer has to administer the key.
   * @default false
   */
  readonly agentsGranted?: boolean;
}
