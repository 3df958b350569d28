import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What a cluster is to be on Google Cloud. */
export interface TrainingClusterProps extends core.TrainingClusterProps {
  /** The platform whose network, key, profile and labels the cluster has; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /**
   * The zones that nodes may stand in, the one for what lies close together first. Refused with `training/zones` for zones of another region, and for
   * zones that lack the GPUs of a group.
   * @default - as many of the region as the profile says; for GPUs, all zones that offer them
   */
  readonly zones?: string[];

  /**
   * The name of the first subnet's secondary range for pods.
   * @default - the platform's; where it has none, GKE makes one
   */
  readonly podRangeName?: string;

  /**
   * The name of the first subnet's secondary range for services; several clusters may share it.
   * @default - the platform's; where it has none, the range that GKE gives to each cluster
   */
  readonly serviceRangeName?: string;

  /**
   * The types of GPUs of machines that are newer than this version, as GKE calls them, by the name of the group: `{ newest: 'nvidia-gb300' }`.
   * @default - those that this version knows
   */
  readonly acceleratorTypes?: Record<string, string>;

  /**
   * Whether nodes have the newest driver of NVIDIA that GKE has for them, instead of the proven one.
   * @default false
   */
  readonly latestGpuDriver?: boolean;

  /**
   * The group of Google Workspace that holds the groups which may be granted something inside the cluster: `gke-security-groups@acme.io`.
   * @default - the one of the domain of the first group that is granted something
   */
  readonly securityGroup?: string;

  /**
   * Whether the service agents of GKE and Compute Engine may use the platform's key already. Otherwise they are let, once for all clusters of the
   * platform, for which the deployer has to administer the key.
   * @default false
   */
  readonly keyAgentsGranted?: boolean;
}
