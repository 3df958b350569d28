/** A registry whose alias says which version is in production, as MLflow has it. */
export interface WatchedRegistry {
  /** The address of the server of MLflow. */
  readonly url: string;
  readonly model: string;
  readonly alias: string;
  /** The Secret, in the namespace of the monitor, with `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`, where the server asks for them. */
  readonly credentialsSecret?: string;
}

/** How results come to where alarms are. */
export interface ResultsReader {
  /** What has Prometheus read the pods with these labels by their port `metrics`: a PodMonitor, or what the cloud has in its place. Left out where logs are read. */
  monitors?(name: string, matchLabels: Readonly<Record<string, string>>): ReadonlyArray<Record<string, unknown>>;
}

/** What a monitor in a cluster has to know of its cloud. */
export interface ClusterDriftBinding extends ResultsReader {
  /** The account of its runs: it reads requests, baseline and ground truth, and writes reports. */
  readonly serviceAccountName: string;
  /** Labels that make pods that identity. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Of a store that speaks S3; the cloud's own where it is left out. */
  readonly storeEndpoint?: string;
  /** Variables by which the client of the store reaches it, where the account alone does not do. */
  readonly storageEnvironment?: ReadonlyArray<Record<string, unknown>>;
  readonly registry?: WatchedRegistry;
  /** A value that is worked out when the program is written, as the target's tokens are: where requests are kept may be known only then. */
  lazy(produce: () => unknown): unknown;
}
