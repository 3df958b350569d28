import { IN_REGION, StatementFact } from './statement';
import { VOLUME_KEY } from './volumes';

/**
 * The tags by which instances are known to be a cluster's: EKS sets the first on those of its groups, Karpenter the second on its own.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverEKSClusterScopedPolicy.html,
 * https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/apis/v1/labels.go
 */
const INSTANCE_TAGS = { nodeGroup: 'eks:cluster-name', karpenter: 'eks:eks-cluster-name' } as const;

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
    beforeNodes: false,
  },
  {
    addon: INSIGHTS_ADDON,
    namespace: 'amazon-cloudwatch',
    serviceAccount: 'cloudwatch-agent',
    role: 'insights',
    statements: CLOUDWATCH,
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
