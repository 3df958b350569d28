import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as core from '../../core';

/**
 * A cluster on EKS that exists already. For service accounts it has the add-on `eks-pod-identity-agent`, for grants the authentication mode `API` (or
 * `API_AND_CONFIG_MAP`), for measurements the add-on `amazon-cloudwatch-observability`.
 */
export interface ExistingTrainingCluster {
  /**
   * The cluster, of this program or by `Cluster.fromClusterAttributes` of `aws-cdk-lib/aws-eks-v2`. What is installed goes through its `kubectlProvider`:
   * `KubectlProvider.fromKubectlProviderAttributes` with the `role` that administers the cluster. Without one, installing is refused with
   * `software/kubectl-layer`.
   */
  readonly cluster: ICluster;

  /**
   * The groups of nodes that it has, each found by the label `ml-platform/node-group`: queues, alarms and tolerations come from them. Nothing is made.
   * @default - not told: what needs to know of GPUs is refused
   */
  readonly nodeGroups?: core.NodeGroup[];

  /**
   * What it has already, by the names that software has: `gpu-operator`, `kueue`. What these bring for others is named, too, such as `gpu-device-plugin`.
   * @default - nothing
   */
  readonly existingSoftware?: string[];

  /**
   * What the nodes reach.
   * @default - as the platform's network; Egress.nat() where that exists already
   */
  readonly egress?: core.Egress;
}
