/** Nodes of one kind that Karpenter makes on AWS. */
export interface KarpenterPool {
  /** The name, which is also the value of the label `ml-platform/node-group`. */
  readonly name: string;

  /** Names of the machines that it may take, such as `p5.48xlarge`. */
  readonly instanceTypes: string[];

  /** How they are bought: `on-demand`, `spot` or `reserved`. */
  readonly capacityType: string;

  /** The most nodes. */
  readonly maxNodes: number;

  /** Virtual CPUs of one node. */
  readonly cpus: number;

  /** GPUs of one node. */
  readonly gpus: number;

  /** The disk of a node, in gibibytes. */
  readonly diskGib: number;

  /** Labels of each node. */
  readonly labels: Record<string, string>;

  /** Ids of the subnets that nodes lie in. */
  readonly subnetIds: string[];

  /** Ids of the security groups of nodes. */
  readonly securityGroupIds: string[];

  /** The name of the instance profile that nodes take: Karpenter then needs no right to make one, and IAM has no private way. */
  readonly instanceProfileName: string;

  /** The ARN of the key that encrypts the disks. */
  readonly keyArn: string;

  /** Tags of machines and disks. */
  readonly tags: Record<string, string>;

  /**
   * The release of the image of Amazon Linux 2023 for EKS, such as `v20260714`.
   * @default - the newest, which replaces nodes in the window of the cluster
   */
  readonly imageVersion?: string;

  /**
   * The id of a capacity reservation.
   * @default - none
   */
  readonly reservationId?: string;

  /**
   * The id of a cluster placement group.
   * @default - none
   */
  readonly placementGroupId?: string;
}
