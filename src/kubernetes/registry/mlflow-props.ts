/** A database of PostgreSQL that is there already. */
export interface MlflowDatabase {
  /** The address of its server. */
  readonly host: string;

  /** The name of the database. */
  readonly databaseName: string;

  /** The Secret, in the namespace `mlflow`, with the keys `username` and `password`. */
  readonly credentialsSecret: string;

  /**
   * The port of its server.
   * @default 5432
   */
  readonly port?: number;
}

/** Where files of runs and models lie. */
export interface MlflowArtifacts {
  /** The address of an S3-compatible store, such as `https://s3.acme.internal`. */
  readonly endpoint: string;

  /** The bucket, which is there already. */
  readonly bucketName: string;

  /** The Secret, in the namespace `mlflow`, with the keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. */
  readonly credentialsSecret: string;

  /**
   * What the keys of objects begin with.
   * @default - nothing
   */
  readonly prefix?: string;

  /**
   * The region that the store signs requests for.
   * @default 'us-east-1'
   */
  readonly region?: string;
}

/** A server of MLflow. */
export interface MlflowProps {
  /** Where it keeps experiments, models and versions. */
  readonly database: MlflowDatabase;

  /** Where it keeps files. */
  readonly artifacts: MlflowArtifacts;

  /** The namespaces whose pods reach it: those of jobs, and that of a platform's registries of models, `<platform>-models`. It asks nobody for a password. */
  readonly namespaces: string[];

  /**
   * Further names that it answers to, of an ingress for one.
   * @default - that of its service only
   */
  readonly allowedHosts?: string[];
}
