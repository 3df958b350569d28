import { ArtifactPath } from '../../../core';

/** Where captured requests are written, and as whom. */
export interface CollectorStore {
  readonly system: 's3' | 'gcs' | 'azure';
  readonly path: ArtifactPath;
  /** The storage account of a container of Azure. */
  readonly account?: string;
  /** Of S3. */
  readonly region?: string;
  /** Of a store that speaks S3; the cloud's own where it is left out. */
  readonly endpoint?: string;
  /** The Secret, in the namespace of the endpoint, with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, where the account of the pods is not enough. */
  readonly credentialsSecret?: string;
}

/** What a collector has to know of its cloud. */
export interface CollectorBinding {
  /** The account of its pods, which writes that folder and nothing else. */
  readonly serviceAccountName: string;
  /** Labels that make pods that identity. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly store: CollectorStore;
}
