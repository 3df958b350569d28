/** Where the files of groups lie, as programs in the cluster reach them. */
export interface FeatureFiles {
  /** Whose store it is. */
  readonly system: 's3' | 'gcs' | 'azure';
  /** Of a store that speaks S3; the cloud's own where it is left out. */
  readonly endpoint?: string;
  readonly region?: string;
  /** The Secret, in the namespace of the pods, with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, where the account of the pods is not enough. */
  readonly credentialsSecret?: string;
}

/** What a feature store in a cluster has to know of its cloud. */
export interface ClusterFeaturesBinding {
  /** The account of all of its pods: those that answer, those that bring values, those that take in a stream. It reads and writes the files and the online store. */
  readonly serviceAccountName: string;
  /** Labels that make pods that identity. */
  readonly podLabels: Readonly<Record<string, string>>;
  /**
   * The online store as `feature_store.yaml` has it, without a password: `{ type: 'dynamodb', region: 'eu-west-1' }`. What the Secret of a database has is added to it.
   */
  readonly onlineStore: Readonly<Record<string, unknown>>;
  /** Where the registry is: a file in a store of objects, `s3://…` or `gs://…`. It is in the database where that is PostgreSQL. */
  readonly registryPath?: string;
  /** The Secret with the settings of the database, in the namespace of the pods: YAML under one key. */
  readonly databaseSecret?: { readonly name: string; readonly key: string };
  readonly files: FeatureFiles;
  /** The class of the disks of Kafka; the cluster's default where it is left out. */
  readonly storageClassName?: string;
  /** The disk of each broker; 100 GiB where it is left out. */
  readonly brokerGib?: number;
  /** Where the files of a group lie, without a slash at its end: `s3://…`, `gs://…`, `https://<account>.blob.core.windows.net/<container>/…`. */
  filesOf(groupName: string): string;
  /** A value that is worked out when the program is written, as the target's tokens are: who is let in is known only then. */
  lazy(produce: () => unknown): unknown;
}
