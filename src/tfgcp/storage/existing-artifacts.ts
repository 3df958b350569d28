/** A bucket that exists already. */
export interface ExistingArtifacts {
  /** The name of the bucket, without `gs://`. */
  readonly bucketName: string;
}
