import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A cluster that exists, described. */
export interface TrainingClusterProps extends core.TrainingClusterProps {
  /** The platform whose providers reach the cluster, and whose channels are told. */
  readonly platform: IMlPlatform;

  /**
   * What the cluster is called, for people and measurements.
   * @default - the platform's name
   */
  readonly clusterName?: string;

  /**
   * Whether the nodes have the driver and the container toolkit of NVIDIA.
   * @default false: the GPU operator brings them
   */
  readonly driversInstalled?: boolean;

  /**
   * What the cluster has already, by the names that software has: `gpu-operator`, `kueue`. What these bring for others is named, too, such as
   * `gpu-device-plugin`.
   * @default - the Prometheus operator, which the platform needs
   */
  readonly existingSoftware?: string[];
}
