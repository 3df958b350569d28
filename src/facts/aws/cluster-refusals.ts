/** What EKS cannot do of what can be asked for a cluster, and what comes nearest to it: each by its capability. */
export const CLUSTER_REFUSALS = {
  // https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
  'training/surge': {
    reason: 'a managed group of EKS either adds nodes before it takes others away, or takes nodes away first, and knows no number of further nodes',
    alternative: 'leave it out: groups with GPUs take nodes away first, others add one first',
  },
  // https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
  'training/release-channel': {
    reason: 'EKS has no channels, and upgrades nobody before a version is out of support',
    alternative: "give the next 'kubernetesVersion' when you want it",
  },
  // https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
  'access/gateway': {
    reason: 'EKS has no gateway before its API servers',
    alternative: 'use ClusterAccess.private() or ClusterAccess.authorizedNetworks(…): the API server itself asks IAM who calls',
  },
} as const;
