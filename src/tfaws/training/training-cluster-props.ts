import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ReservedCapacity } from './reserved-capacity';

/** A cluster on EKS, deployed by Terraform. */
export interface TrainingClusterProps extends core.TrainingClusterProps {
  /** The platform whose network, key, tags and channels it has. */
  readonly platform: IMlPlatform;

  /**
   * The role or user that Terraform runs as. It administers the cluster, since it installs what runs there: kinds, webhooks and roles of all sorts.
   * @default - whoever creates the cluster administers it; EKS arranges that, and no resource of Terraform shows it
   */
  readonly deployer?: core.IIdentity;

  /**
   * Zone and kind of what groups with `Capacity.reservation` run on.
   * @default - on-demand capacity reservations, in whichever zone of the network
   */
  readonly reservations?: ReservedCapacity[];

  /**
   * The private subnet of nodes that lie close together: one whose zone has their machines.
   * @default - the first of the platform
   */
  readonly compactSubnetId?: string;
}
