import { EndpointFacts } from './endpoints';
import { StatementFact } from './statement';

/**
 * A cluster of EKS. Words in braces beside those of `statement.ts`: `{cluster}` (name of the cluster) `{vpc}` (id of its network) `{key}` (ARN of the key that
 * encrypts volumes) `{namespace}` and `{serviceAccount}` (of a pod).
 */

/** `acme-ml-train`: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
export const CLUSTER_NAME = {
  what: 'an EKS cluster',
  minLength: 1,
  maxLength: 100,
  pattern: /^[0-9A-Za-z][A-Za-z0-9_-]*$/,
  allowed: 'letters, digits, hyphens and underscores, a letter or digit at the start',
  separator: '-',
};

/** What of the control plane can be logged: https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const CONTROL_PLANE_LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/** The mode of access in which IAM alone decides, without the old map in the cluster: https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html */
export const AUTHENTICATION_MODE = 'API';

/** What may be done in a cluster, or in a namespace of it: https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
export const ACCESS_POLICIES = {
  clusterAdmin: 'arn:{partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  edit: 'arn:{partition}:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
} as const;

/** What `aws eks update-kubeconfig` and the console ask for: https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html */
export const FIND_CLUSTER: readonly StatementFact[] = [
  { sid: 'FindCluster', actions: ['eks:DescribeCluster'], resources: ['arn:{partition}:eks:{region}:{account}:cluster/{cluster}'] },
];

/**
 * Roles that AWS keeps, those of IAM Identity Center among them; nobody else can write a right into them:
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 */
export const KEPT_ROLE = /:role\/aws-(?:reserved|service-role)\//;

/** Where services may lie: https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
export const SERVICE_RANGES = {
  pattern: /^(?:10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.)/,
  prefixes: [12, 24],
  ranges: '10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16',
} as const;

/** Who assumes the role of a cluster: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html */
export const CLUSTER_TRUST = { service: 'eks.amazonaws.com', actions: ['sts:AssumeRole'] } as const;

/** Who assumes the role of a pod, and for whom only: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html */
export const POD_TRUST = {
  service: 'pods.eks.amazonaws.com',
  actions: ['sts:AssumeRole', 'sts:TagSession'],
  conditions: {
    StringEquals: {
      'aws:RequestTag/eks-cluster-name': '{cluster}',
      'aws:RequestTag/kubernetes-namespace': '{namespace}',
      'aws:RequestTag/kubernetes-service-account': '{serviceAccount}',
    },
  },
} as const;

/** What the control plane needs; AWS documents no narrower policy: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html */
export const CLUSTER_POLICIES = ['arn:{partition}:iam::aws:policy/AmazonEKSClusterPolicy'] as const;

/**
 * What a private cluster calls besides what `endpoints.ts` has already: https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html,
 * for Karpenter https://karpenter.sh/v1.14/getting-started/getting-started-with-karpenter/#private-clusters. ap-southeast-5 had no endpoint of `eks` in 2024.
 */
export const CLUSTER_ENDPOINTS: readonly EndpointFacts[] = [
  { service: 'ec2', needs: 'nodes that join, addresses of pods, volumes, elastic groups' },
  { service: 'eks', needs: 'nodes that join, elastic groups' },
  { service: 'eks-auth', needs: 'rights of pods' },
  { service: 'sqs', needs: 'notices of interruptions' },
  { service: 'ssm', needs: 'images of elastic groups' },
];
