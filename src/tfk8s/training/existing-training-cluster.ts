import * as core from '../../core';

/** A cluster that exists, with the nodes that it has: one group or more, since nobody else tells of them. It has the Prometheus operator in any case. */
export interface ExistingTrainingCluster extends core.ExistingTrainingClusterProps {
  /** What the cluster is called. The platform's providers reach it, whatever its name. */
  readonly clusterName: string;

  /**
   * Whether the nodes have the driver and the container toolkit of NVIDIA.
   * @default false: the GPU operator brings them
   */
  readonly driversInstalled?: boolean;
}
