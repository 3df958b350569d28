/** A bucket that exists already. */
export interface ExistingArtifacts {
  /** The name of the bucket. Its settings are not touched. */
  readonly bucketName: string;
}
