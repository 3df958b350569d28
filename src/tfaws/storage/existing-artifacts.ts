/** A bucket that exists already. */
export interface ExistingArtifacts {
  /** The name of the bucket. */
  readonly bucketName: string;

  /**
   * The ARN of the key that encrypts it; rights to it are part of every grant.
   * @default - the platform's key
   */
  readonly keyArn?: string;
}
