import { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ReservedCapacity } from './reserved-capacity';

/** A cluster on AWS. */
export interface TrainingClusterProps extends core.TrainingClusterProps {
  /** Whose network, key, profile, tags and channels it has. */
  readonly platform: IMlPlatform;

  /**
   * The layer with `kubectl` and `helm` by which AWS CDK installs what runs in the cluster: `KubectlV35Layer` of
   * `@aws-cdk/lambda-layer-kubectl-v35` (in Python `aws-cdk.lambda-layer-kubectl-v35`) for Kubernetes 1.35.
   * @default - the platform's; without any nothing can be installed: no software, no default StorageClass, and groups that are elastic or have GPUs
   * are refused with `software/kubectl-layer`
   */
  readonly kubectlLayer?: ILayerVersion;

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
