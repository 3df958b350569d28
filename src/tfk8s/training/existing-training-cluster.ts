import * as core from '../../core';

/** A cluster that exists, with the nodes that it has. */
export interface ExistingTrainingCluster {
  /** What the cluster is called. The platform's providers reach it, whatever its name. */
  readonly clusterName: string;

  /** The groups of nodes, one or more: queues, alarms and tolerations come from them. Each is found by the label `ml-platform/node-group`. */
  readonly nodeGroups: core.NodeGroup[];

  /**
   * Whether the nodes have the driver and the container toolkit of NVIDIA.
   * @default false: the GPU operator brings them
   */
  readonly driversInstalled?: boolean;

  /**
   * What the cluster has already, by the names that software has: `gpu-operator`, `kueue`.
   * @default - the Prometheus operator
   */
  readonly existingSoftware?: string[];

  /**
   * What the nodes reach.
   * @default - as the platform's namespace; Egress.nat() where that exists already
   */
  readonly egress?: core.Egress;
}
