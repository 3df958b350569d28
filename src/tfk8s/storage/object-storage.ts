/** A store that speaks S3 and that the cluster reaches: Ceph, MinIO, SeaweedFS, a storage array. */
export interface ObjectStorage {
  /** Its address, such as `https://s3.acme.internal`. Plain HTTP is refused with `storage/endpoint`. */
  readonly endpoint: string;

  /**
   * The Secret, in the platform's namespace, with the keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` of somebody who may make buckets and
   * read and write them. The library never sees its content.
   */
  readonly credentialsSecret: string;

  /**
   * The Secret with the same keys of somebody who may only read.
   * @default - `credentialsSecret`: who may read may write
   */
  readonly readOnlyCredentialsSecret?: string;

  /**
   * The region that the store signs requests for.
   * @default 'us-east-1'
   */
  readonly region?: string;

  /**
   * The PromQL expression that gives the bytes of a bucket; `$BUCKET` is replaced by its name.
   * @default 'minio_bucket_usage_total_bytes{bucket="$BUCKET"}'
   */
  readonly storedBytesQuery?: string;
}
