import { EndpointFacts } from './endpoints';
import { IN_REGION, StatementFact } from './statement';

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

/**
 * The kind of access entry by which Karpenter's nodes join. For the role of a managed group EKS makes the entry itself, and a role has one entry only, so that
 * Karpenter's nodes have a role of their own: https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export const NODE_ACCESS_ENTRY = 'EC2_LINUX';

/**
 * Images of managed groups: https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html. That for GPUs has driver and container toolkit for every
 * machine with GPUs of `machines.ts`, and not the device plugin: https://docs.aws.amazon.com/eks/latest/userguide/ml-eks-optimized-ami.html
 */
const NODE_IMAGES = { standard: 'AL2023_x86_64_STANDARD', gpu: 'AL2023_x86_64_NVIDIA' } as const;

/** The same for machines with processors of ARM's. */
const ARM_NODE_IMAGES = { standard: 'AL2023_ARM_64_STANDARD', gpu: 'AL2023_ARM_64_NVIDIA' } as const;

/** Graviton has a `g` behind the generation, Grace is in GB200: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
const ARM = /^(?:a1|[a-z]+\d+[a-z]*g[a-z]*|p\d+e-gb\d+)\./;

/** The image of a managed group. */
export function nodeImage(machine: string, gpus: number): string {
  const { standard, gpu } = ARM.test(machine) ? ARM_NODE_IMAGES : NODE_IMAGES;
  return gpus > 0 ? gpu : standard;
}

/** How a managed group is paid: https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html */
export const NODE_GROUP_CAPACITY = { onDemand: 'ON_DEMAND', spot: 'SPOT', reservation: 'CAPACITY_BLOCK' } as const;

/**
 * A group on a capacity block: its launch template has `InstanceMarketOptions.MarketType` so, the id of the reservation as `CapacityReservationTarget`, and the
 * machine; its one subnet lies in the reservation's zone: https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html
 */
export const CAPACITY_BLOCK_MARKET = 'capacity-block';

/** Effects of taints, by how Kubernetes writes them: https://docs.aws.amazon.com/eks/latest/userguide/node-taints-managed-node-groups.html */
export const TAINT_EFFECTS = { NoSchedule: 'NO_SCHEDULE', PreferNoSchedule: 'PREFER_NO_SCHEDULE', NoExecute: 'NO_EXECUTE' } as const;

/**
 * How a managed group changes its nodes: new ones first, or old ones away first, where GPUs have no spare:
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
 */
export const NODE_UPDATES = { addFirst: 'DEFAULT', removeFirst: 'MINIMAL' } as const;

/**
 * The tags by which instances are known to be a cluster's: EKS sets the first on those of its groups, Karpenter the second on its own.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverEKSClusterScopedPolicy.html,
 * https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/apis/v1/labels.go
 */
const INSTANCE_TAGS = { nodeGroup: 'eks:cluster-name', karpenter: 'eks:eks-cluster-name' } as const;

/** Who assumes the role of a cluster: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html */
export const CLUSTER_TRUST = { service: 'eks.amazonaws.com', actions: ['sts:AssumeRole'] } as const;

/** Who assumes the role of nodes: https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html */
export const NODE_TRUST = { service: 'ec2.amazonaws.com', actions: ['sts:AssumeRole'] } as const;

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
 * What nodes need. `AmazonEKSWorkerNodeMinimalPolicy` has `eks-auth:AssumeRoleForPodIdentity` alone, for Auto Mode; AL2023 also describes its instance when it
 * starts. The network's plugin has a role of its own, so that nodes have no `AmazonEKS_CNI_Policy`.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html, https://github.com/awslabs/amazon-eks-ami/tree/main/nodeadm/internal/aws/ec2
 */
export const NODE_POLICIES = [
  'arn:{partition}:iam::aws:policy/AmazonEKSWorkerNodePolicy',
  'arn:{partition}:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
] as const;

/**
 * What whoever makes encrypted volumes does with the key: the EBS driver, and Karpenter.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html#ebs-encryption-permissions
 */
export const VOLUME_KEY: readonly StatementFact[] = [
  {
    sid: 'UseVolumeKey',
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    resources: ['{key}'],
    conditions: { StringEquals: { 'kms:ViaService': 'ec2.{region}.amazonaws.com' } },
  },
  {
    sid: 'GrantVolumeKeyToAws',
    actions: ['kms:CreateGrant'],
    resources: ['{key}'],
    conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
];

const ec2 = (...kinds: string[]) => kinds.map((kind) => `arn:{partition}:ec2:{region}:{account}:${kind}/*`);

/** A statement on instances, once for each tag that makes them the cluster's. */
const onInstances = (sid: string, actions: readonly string[]): StatementFact[] => Object.entries(INSTANCE_TAGS).map(([origin, tag]) => ({
  sid: `${sid}Of${origin.charAt(0).toUpperCase()}${origin.slice(1)}`,
  actions,
  resources: ec2('instance'),
  conditions: { StringEquals: { [`aws:ResourceTag/${tag}`]: '{cluster}' } },
}));

/**
 * The network's plugin, held to the cluster: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/iam-policy.md#scope-down-iam-policy-per-eks-cluster.
 * It tags its interfaces only where its variable `CLUSTER_NAME` is set. AWS's own is `AmazonEKS_CNI_Policy`, on every interface of the account.
 */
const CNI: readonly StatementFact[] = [
  {
    sid: 'DescribeNetwork',
    actions: [
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeInstances',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeTags',
    ],
    resources: ['*'],
    conditions: IN_REGION,
  },
  { sid: 'TagInterfaces', actions: ['ec2:CreateTags'], resources: ec2('network-interface') },
  {
    sid: 'MakeInterfaces',
    actions: ['ec2:CreateNetworkInterface'],
    resources: ec2('network-interface'),
    conditions: { StringEquals: { 'aws:RequestTag/cluster.k8s.amazonaws.com/name': '{cluster}' } },
  },
  {
    sid: 'MakeInterfacesInNetwork',
    actions: ['ec2:CreateNetworkInterface'],
    // A subnet or a security group may be shared by another account.
    resources: ['arn:{partition}:ec2:{region}:*:security-group/*', 'arn:{partition}:ec2:{region}:*:subnet/*'],
    conditions: { ArnLike: { 'ec2:Vpc': 'arn:{partition}:ec2:{region}:*:vpc/{vpc}' } },
  },
  {
    sid: 'UseOwnInterfaces',
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:AttachNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DetachNetworkInterface',
      'ec2:ModifyNetworkInterfaceAttribute',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ec2('network-interface'),
    conditions: { StringEquals: { 'aws:ResourceTag/cluster.k8s.amazonaws.com/name': '{cluster}' } },
  },
  ...onInstances('AttachInterfaces', ['ec2:AttachNetworkInterface', 'ec2:DetachNetworkInterface', 'ec2:ModifyNetworkInterfaceAttribute']),
  { sid: 'SetSecurityGroups', actions: ['ec2:ModifyNetworkInterfaceAttribute'], resources: ['arn:{partition}:ec2:{region}:*:security-group/*'] },
];

/**
 * The EBS driver, held to volumes and instances of the cluster: `AmazonEBSCSIDriverEKSClusterScopedPolicy` without snapshots, copies and tags of what exists, and
 * with Karpenter's instances: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/AmazonEBSCSIDriverEKSClusterScopedPolicy.json.
 * From 1.58 on the driver tags volumes so, and the add-on tells it the cluster's name: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/issues/2918
 */
const EBS: readonly StatementFact[] = [
  {
    sid: 'DescribeVolumes',
    actions: [
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeInstances',
      'ec2:DescribeVolumeStatus',
      'ec2:DescribeVolumes',
      'ec2:DescribeVolumesModifications',
    ],
    resources: ['*'],
    conditions: IN_REGION,
  },
  {
    sid: 'MakeVolumes',
    actions: ['ec2:CreateVolume'],
    resources: ec2('volume'),
    conditions: { StringEquals: { 'aws:RequestTag/ebs.csi.aws.com/cluster-name': '{cluster}' } },
  },
  {
    sid: 'TagNewVolumes',
    actions: ['ec2:CreateTags'],
    resources: ec2('volume'),
    conditions: { StringEquals: { 'ec2:CreateAction': 'CreateVolume' } },
  },
  {
    sid: 'UseOwnVolumes',
    actions: ['ec2:AttachVolume', 'ec2:DeleteVolume', 'ec2:DetachVolume', 'ec2:ModifyVolume'],
    resources: ec2('volume'),
    conditions: { StringEquals: { 'aws:ResourceTag/ebs.csi.aws.com/cluster-name': '{cluster}' } },
  },
  ...onInstances('AttachVolumes', ['ec2:AttachVolume', 'ec2:DetachVolume']),
  ...VOLUME_KEY,
];

/**
 * The CloudWatch agent and Fluent Bit, which share a service account: `CloudWatchAgentServerPolicy` without parameters, traces, and log groups of others. Metrics of
 * Container Insights travel in logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-entries-EKS.html
 */
const CLOUDWATCH: readonly StatementFact[] = [
  {
    sid: 'WriteLogs',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: ['arn:{partition}:logs:{region}:{account}:log-group:/aws/containerinsights/{cluster}/*'],
  },
  {
    sid: 'PutMetrics',
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': ['CWAgent', 'ContainerInsights'] } },
  },
  { sid: 'DescribeNodes', actions: ['ec2:DescribeTags', 'ec2:DescribeVolumes'], resources: ['*'], conditions: IN_REGION },
];

/** The add-on that measures nodes and GPUs, by DCGM's exporter. */
export const INSIGHTS_ADDON = 'amazon-cloudwatch-observability';

/** What an EKS add-on is called, and what its pods need of AWS. */
export interface AddonFacts {
  readonly addon: string;
  readonly namespace: string;
  /** Absent where its pods need no rights. */
  readonly serviceAccount?: string;
  /** What ends the name of its role, short because names of roles are. */
  readonly role?: string;
  readonly statements?: readonly StatementFact[];
  /** What AWS documents instead; broader, for comparison. */
  readonly managedPolicies?: readonly string[];
  /** Its configuration, which is handed over as JSON. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** Made before the nodes, which are not ready without it; the others wait for nodes. */
  readonly beforeNodes: boolean;
}

/**
 * The add-ons of a cluster, in the order in which they are made. Names, accounts and policies:
 * https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html, of metrics-server:
 * https://docs.aws.amazon.com/eks/latest/userguide/community-addons.html. Which of them take a Pod Identity:
 * https://docs.aws.amazon.com/eks/latest/userguide/retreive-iam-info.html, for CloudWatch:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-setup-EKS-addon.html (from 3.1.0 on).
 */
export const ADDONS: readonly AddonFacts[] = [
  // Its pods use the rights of the nodes.
  { addon: 'eks-pod-identity-agent', namespace: 'kube-system', beforeNodes: true },
  {
    addon: 'vpc-cni',
    namespace: 'kube-system',
    serviceAccount: 'aws-node',
    role: 'cni',
    statements: CNI,
    managedPolicies: ['arn:{partition}:iam::aws:policy/AmazonEKS_CNI_Policy'],
    configuration: { env: { CLUSTER_NAME: '{cluster}' } },
    beforeNodes: true,
  },
  { addon: 'kube-proxy', namespace: 'kube-system', beforeNodes: true },
  { addon: 'coredns', namespace: 'kube-system', beforeNodes: false },
  { addon: 'metrics-server', namespace: 'kube-system', beforeNodes: false },
  {
    addon: 'aws-ebs-csi-driver',
    namespace: 'kube-system',
    serviceAccount: 'ebs-csi-controller-sa',
    role: 'ebs',
    statements: EBS,
    managedPolicies: ['arn:{partition}:iam::aws:policy/AmazonEBSCSIDriverEKSClusterScopedPolicy'],
    beforeNodes: false,
  },
  {
    addon: INSIGHTS_ADDON,
    namespace: 'amazon-cloudwatch',
    serviceAccount: 'cloudwatch-agent',
    role: 'insights',
    statements: CLOUDWATCH,
    managedPolicies: ['arn:{partition}:iam::aws:policy/CloudWatchAgentServerPolicy', 'arn:{partition}:iam::aws:policy/AWSXrayWriteOnlyAccess'],
    // Container Insights alone, without Application Signals, which would need traces:
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
    configuration: {
      agent: {
        config: { logs: { metrics_collected: { kubernetes: { enhanced_container_insights: true, accelerated_compute_metrics: true } } } },
      },
    },
    beforeNodes: false,
  },
];

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

/**
 * The class of volumes that name none; `{key}` as above. The driver's parameters:
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md; EKS makes no default class from 1.30 on:
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html
 */
export const STORAGE_CLASS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'ebs.csi.aws.com',
  parameters: { type: 'gp3', encrypted: 'true', kmsKeyId: '{key}' },
  // A volume lies in one zone: the one of the pod that asks for it.
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
  reclaimPolicy: 'Delete',
} as const;

/** An on-demand capacity reservation or a capacity block: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CapacityReservation.html */
export const RESERVATION_ID = /^cr-[0-9a-f]{8,32}$/;

/** The machine of the group that the cluster's own software runs on, 4 vCPU and 16 GiB; every region of EKS with GPUs has the family. */
export const SYSTEM_MACHINE = 'm7i.xlarge';

/**
 * The interfaces of a node with a fabric, one on each network card: the first also carries IP, the others the fabric alone, so that they take no addresses.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-acc-inst-types.html
 */
export const FABRIC_INTERFACES = { first: 'efa', further: 'efa-only' } as const;

/**
 * What lets pods ask for the fabric (`vpc.amazonaws.com/efa`); the images of EKS lack it, and EKS's newer driver for it does not go with Karpenter:
 * https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html. Version and values:
 * https://github.com/aws/eks-charts/tree/master/stable/aws-efa-k8s-device-plugin
 */
export const FABRIC_PLUGIN = {
  chart: 'aws-efa-k8s-device-plugin',
  repository: 'https://aws.github.io/eks-charts',
  version: 'v0.5.30',
  namespace: 'kube-system',
  image: '602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-efa-k8s-device-plugin',
} as const;

/** `trainer`: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const SERVICE_ACCOUNT_NAME = {
  what: 'a service account',
  minLength: 1,
  maxLength: 253,
  pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
  allowed: 'lower-case letters, digits, hyphens and dots, a letter or digit at both ends',
  separator: '-',
};
