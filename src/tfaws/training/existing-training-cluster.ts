import * as core from '../../core';

/**
 * A cluster on EKS that exists already. For service accounts it has the add-on `eks-pod-identity-agent`, for grants the authentication mode `API` (or
 * `API_AND_CONFIG_MAP`), for measurements the add-on `amazon-cloudwatch-observability`; whoever runs Terraform administers it.
 */
export interface ExistingTrainingCluster {
  /** The name of the cluster. Everything else is asked at plan (`aws_eks_cluster`). */
  readonly clusterName: string;

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
