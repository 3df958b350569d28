import { KeyUserFact } from './encryption';
import { IN_REGION, PolicyFact, StatementFact } from './statement';

/**
 * Karpenter 1.14.1, which makes and removes the nodes of elastic groups. Words in braces beside those of `statement.ts`: `{cluster}` (name of the cluster)
 * `{nodeRole}` (ARN of the nodes' role) `{queue}` (ARN of the queue of interruptions).
 */

/** https://karpenter.sh/v1.14/getting-started/getting-started-with-karpenter/: in `kube-system` the API server puts its requests before those of others. */
export const KARPENTER = {
  namespace: 'kube-system',
  serviceAccount: 'karpenter',
} as const;

/*
 * Every instance, volume and launch template that Karpenter makes carries the name of the cluster under `eks:eks-cluster-name`, and the API refuses to let it be
 * overwritten. AWS's template asks for `kubernetes.io/cluster/<name>: owned` too, which stands on the same resources; a condition whose key holds a name cannot
 * be filled in, so that the tag with a fixed key stands for both: https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/utils/utils.go (GetTags)
 */
const OF_THE_CLUSTER = { 'aws:ResourceTag/eks:eks-cluster-name': '{cluster}' } as const;
const FOR_THE_CLUSTER = { 'aws:RequestTag/eks:eks-cluster-name': '{cluster}' } as const;
const OF_A_POOL = { 'aws:ResourceTag/karpenter.sh/nodepool': '*' } as const;
const FOR_A_POOL = { 'aws:RequestTag/karpenter.sh/nodepool': '*' } as const;

/** ARNs of EC2 resources in the account and the region. */
const ec2 = (...kinds: string[]) => kinds.map((kind) => `arn:{partition}:ec2:{region}:{account}:${kind}/*`);

const MADE_AT_LAUNCH = ec2('fleet', 'instance', 'launch-template', 'network-interface', 'spot-instances-request', 'volume');

const LAUNCH: readonly StatementFact[] = [
  {
    sid: 'LaunchFrom',
    actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
    resources: [
      'arn:{partition}:ec2:{region}::image/*',
      'arn:{partition}:ec2:{region}::snapshot/*',
      // A reservation, a subnet or a security group may be shared by another account.
      'arn:{partition}:ec2:{region}:*:capacity-reservation/*',
      'arn:{partition}:ec2:{region}:*:placement-group/*',
      'arn:{partition}:ec2:{region}:*:security-group/*',
      'arn:{partition}:ec2:{region}:*:subnet/*',
    ],
  },
  {
    sid: 'LaunchFromOwnTemplates',
    actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
    resources: ec2('launch-template'),
    conditions: { StringEquals: OF_THE_CLUSTER, StringLike: OF_A_POOL },
  },
  {
    sid: 'LaunchTagged',
    actions: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:RunInstances'],
    resources: MADE_AT_LAUNCH,
    conditions: { StringEquals: FOR_THE_CLUSTER, StringLike: FOR_A_POOL },
  },
  {
    sid: 'TagAtLaunch',
    actions: ['ec2:CreateTags'],
    resources: MADE_AT_LAUNCH,
    conditions: {
      StringEquals: { ...FOR_THE_CLUSTER, 'ec2:CreateAction': ['CreateFleet', 'CreateLaunchTemplate', 'RunInstances'] },
      StringLike: FOR_A_POOL,
    },
  },
  {
    sid: 'TagOwnInstances',
    actions: ['ec2:CreateTags'],
    resources: ec2('instance'),
    conditions: {
      'StringEquals': OF_THE_CLUSTER,
      'StringLike': OF_A_POOL,
      'StringEqualsIfExists': FOR_THE_CLUSTER,
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['Name', 'eks:eks-cluster-name', 'karpenter.sh/nodeclaim'] },
    },
  },
  {
    sid: 'RemoveOwn',
    actions: ['ec2:DeleteLaunchTemplate', 'ec2:TerminateInstances'],
    resources: ec2('instance', 'launch-template'),
    conditions: { StringEquals: OF_THE_CLUSTER, StringLike: OF_A_POOL },
  },
];

const DISCOVER: readonly StatementFact[] = [
  {
    sid: 'DescribeCompute',
    actions: [
      'ec2:DescribeCapacityReservations',
      'ec2:DescribeImages',
      'ec2:DescribeInstanceStatus',
      'ec2:DescribeInstanceTypeOfferings',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeInstances',
      'ec2:DescribeLaunchTemplates',
      'ec2:DescribePlacementGroups',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSpotPriceHistory',
      'ec2:DescribeSubnets',
    ],
    resources: ['*'],
    conditions: IN_REGION,
  },
  { sid: 'FindImages', actions: ['ssm:GetParameter'], resources: ['arn:{partition}:ssm:{region}::parameter/aws/service/*'] },
  // The price list has no resource level and lies in these regions only, of which Karpenter asks the one of its continent:
  // https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/providers/pricing/pricing.go
  {
    sid: 'ReadPrices',
    actions: ['pricing:GetProducts'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'ap-south-1', 'cn-northwest-1', 'eu-central-1'] } },
  },
  { sid: 'DescribeCluster', actions: ['eks:DescribeCluster'], resources: ['arn:{partition}:eks:{region}:{account}:cluster/{cluster}'] },
];

const RUN: readonly StatementFact[] = [
  {
    sid: 'PassNodeRole',
    actions: ['iam:PassRole'],
    resources: ['{nodeRole}'],
    conditions: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] } },
  },
  { sid: 'ReadInstanceProfiles', actions: ['iam:GetInstanceProfile'], resources: ['arn:{partition}:iam::{account}:instance-profile/*'] },
  // Has no resource level, and IAM one region in each partition:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
  {
    sid: 'ListInstanceProfiles',
    actions: ['iam:ListInstanceProfiles'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'cn-north-1', 'eusc-de-east-1', 'us-gov-west-1'] } },
  },
  { sid: 'ReadInterruptions', actions: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'], resources: ['{queue}'] },
];

/**
 * What the controller may do, for node classes that name an instance profile (narrower than a role, and IAM has no endpoint in a private network): the policies of
 * https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/website/content/en/preview/getting-started/getting-started-with-karpenter/cloudformation.yaml, each of
 * its statements explained in https://karpenter.sh/v1.14/reference/cloudformation/, held to this account where that template has any.
 */
export const KARPENTER_POLICIES: readonly PolicyFact[] = [
  { name: 'launch', statements: LAUNCH },
  { name: 'discover', statements: [...DISCOVER, ...RUN] },
];

/** The queue that tells of interruptions, from the same template: whatever is older than five minutes is too late. */
export const INTERRUPTION_QUEUE = { retentionSeconds: 300, sqsManagedEncryption: true } as const;

/**
 * The events that go to the queue, each narrowed to what the controller does not throw away:
 * https://github.com/aws/karpenter-provider-aws/tree/v1.14.1/pkg/controllers/interruption/messages
 */
export const INTERRUPTION_EVENTS = {
  spot: { 'source': ['aws.ec2'], 'detail-type': ['EC2 Spot Instance Interruption Warning'] },
  rebalance: { 'source': ['aws.ec2'], 'detail-type': ['EC2 Instance Rebalance Recommendation'] },
  state: {
    'source': ['aws.ec2'],
    'detail-type': ['EC2 Instance State-change Notification'],
    'detail': { state: ['stopping', 'stopped', 'shutting-down', 'terminated'] },
  },
  health: {
    'source': ['aws.health'],
    'detail-type': ['AWS Health Event'],
    'detail': { service: ['EC2'], eventTypeCategory: ['scheduledChange'] },
  },
  reservation: { 'source': ['aws.ec2'], 'detail-type': ['EC2 Capacity Reservation Instance Interruption Warning'] },
} as const;

/** Who writes to the queue: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions */
export const INTERRUPTION_SENDER: KeyUserFact = {
  sid: 'Events',
  service: 'events.amazonaws.com',
  actions: ['sqs:SendMessage'],
  resources: ['{queue}'],
  conditions: { ArnLike: { 'aws:SourceArn': 'arn:{partition}:events:{region}:{account}:rule/*' } },
};

/** What everyone is denied on the queue. */
export const INTERRUPTION_DENIED: StatementFact = {
  sid: 'DenyUnencrypted',
  actions: ['sqs:*'],
  resources: ['{queue}'],
  conditions: { Bool: { 'aws:SecureTransport': 'false' } },
};

/** The first disk of an AL2023 node, of managed groups too: https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/providers/amifamily/al2023.go */
export const NODE_ROOT_DEVICE = '/dev/xvda';
