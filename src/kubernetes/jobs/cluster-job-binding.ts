import { ClusterVolumes } from './volumes/cluster-volumes';

/** What a job in a cluster has to know of its cloud. */
export interface ClusterJobBinding {
  /** The account of its pods, which is the job's identity. */
  readonly serviceAccountName: string;
  /** Labels that make pods that identity. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** How objects are mounted. */
  readonly volumes: ClusterVolumes;
  /** Variables by which the code reaches objects by their addresses, such as the endpoint of a store. */
  readonly storageEnvironment?: ReadonlyArray<Record<string, unknown>>;
}
