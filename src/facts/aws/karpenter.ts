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
  chart: 'karpenter',
  crdChart: 'karpenter-crd',
  repository: 'oci://public.ecr.aws/karpenter',
  version: '1.14.1',
} as const;

/**
 * What AWS resources of a cluster are recognized by: every instance, volume, launch template and instance profile that Karpenter makes carries the name of the
 * cluster under `eks:eks-cluster-name`, and the API refuses to let it be overwritten. AWS's template asks for `kubernetes.io/cluster/<name>: owned` too, which
 * stands on the same resources; a condition whose key holds a name cannot be filled in, so that the tag with a fixed key stands for both.
 * https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/utils/utils.go (GetTags), .../pkg/apis/v1/ec2nodeclass.go (InstanceProfileTags)
 */
export const KARPENTER_CLUSTER_TAG = 'eks:eks-cluster-name';

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
 * What the controller may do, for node classes that name an instance profile: the policies of
 * https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/website/content/en/preview/getting-started/getting-started-with-karpenter/cloudformation.yaml, each of
 * its statements explained in https://karpenter.sh/v1.14/reference/cloudformation/, held to this account where that template has any.
 */
export const KARPENTER_POLICIES: readonly PolicyFact[] = [
  { name: 'launch', statements: LAUNCH },
  { name: 'discover', statements: [...DISCOVER, ...RUN] },
];

/**
 * What it needs besides where a node class names a role and not an instance profile. IAM has no endpoint in a network, so that a private cluster has to name a
 * profile: https://karpenter.sh/v1.14/concepts/nodeclasses/#specinstanceprofile; it is also the narrower way everywhere.
 */
export const KARPENTER_INSTANCE_PROFILES: PolicyFact = {
  name: 'instance-profiles',
  statements: [
    {
      sid: 'MakeInstanceProfiles',
      actions: ['iam:CreateInstanceProfile'],
      resources: ['arn:{partition}:iam::{account}:instance-profile/*'],
      conditions: {
        StringEquals: { ...FOR_THE_CLUSTER, 'aws:RequestTag/topology.kubernetes.io/region': '{region}' },
        StringLike: { 'aws:RequestTag/karpenter.k8s.aws/ec2nodeclass': '*' },
      },
    },
    {
      sid: 'TagInstanceProfiles',
      actions: ['iam:TagInstanceProfile'],
      resources: ['arn:{partition}:iam::{account}:instance-profile/*'],
      conditions: {
        StringEquals: {
          ...OF_THE_CLUSTER,
          ...FOR_THE_CLUSTER,
          'aws:ResourceTag/topology.kubernetes.io/region': '{region}',
          'aws:RequestTag/topology.kubernetes.io/region': '{region}',
        },
        StringLike: { 'aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass': '*', 'aws:RequestTag/karpenter.k8s.aws/ec2nodeclass': '*' },
      },
    },
    {
      sid: 'ChangeOwnInstanceProfiles',
      actions: ['iam:AddRoleToInstanceProfile', 'iam:DeleteInstanceProfile', 'iam:RemoveRoleFromInstanceProfile'],
      resources: ['arn:{partition}:iam::{account}:instance-profile/*'],
      conditions: {
        StringEquals: { ...OF_THE_CLUSTER, 'aws:ResourceTag/topology.kubernetes.io/region': '{region}' },
        StringLike: { 'aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass': '*' },
      },
    },
  ],
};

/** Only with the setting `enableZonalShift`, which is off by default. */
export const KARPENTER_ZONAL_SHIFT: StatementFact = {
  sid: 'ReadZonalShift',
  actions: ['arc-zonal-shift:GetManagedResource'],
  resources: ['*'],
  conditions: { StringEquals: { 'arc-zonal-shift:ResourceIdentifier': 'arn:{partition}:eks:{region}:{account}:cluster/{cluster}' } },
};

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

/** https://karpenter.sh/v1.14/concepts/: groups and kinds of what Karpenter reads. */
export const KARPENTER_KINDS = {
  nodePool: { apiVersion: 'karpenter.sh/v1', kind: 'NodePool' },
  nodeClass: { group: 'karpenter.k8s.aws', apiVersion: 'karpenter.k8s.aws/v1', kind: 'EC2NodeClass' },
} as const;

/**
 * The image of the nodes, `family@version`; of `al2023` Karpenter itself takes the NVIDIA variant for machines with GPUs of NVIDIA's and the standard one for
 * others. `latest` replaces nodes with each release, which Karpenter advises against: https://karpenter.sh/v1.14/concepts/nodeclasses/#specamiselectorterms,
 * releases: https://github.com/awslabs/amazon-eks-ami/releases
 */
export const NODE_IMAGE_ALIAS = 'al2023@v20260714';

/** The first disk of an AL2023 node, of managed groups too: https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/providers/amifamily/al2023.go */
export const NODE_ROOT_DEVICE = '/dev/xvda';

/** Labels that a NodePool can ask for: https://karpenter.sh/v1.14/concepts/scheduling/#well-known-labels */
export const KARPENTER_LABELS = {
  nodePool: 'karpenter.sh/nodepool',
  capacityType: 'karpenter.sh/capacity-type',
  instanceType: 'node.kubernetes.io/instance-type',
  architecture: 'kubernetes.io/arch',
  operatingSystem: 'kubernetes.io/os',
  zone: 'topology.kubernetes.io/zone',
  instanceFamily: 'karpenter.k8s.aws/instance-family',
  instanceCategory: 'karpenter.k8s.aws/instance-category',
  instanceGeneration: 'karpenter.k8s.aws/instance-generation',
  instanceSize: 'karpenter.k8s.aws/instance-size',
  instanceCpu: 'karpenter.k8s.aws/instance-cpu',
  /** In mebibytes. */
  instanceMemory: 'karpenter.k8s.aws/instance-memory',
  gpuName: 'karpenter.k8s.aws/instance-gpu-name',
  gpuManufacturer: 'karpenter.k8s.aws/instance-gpu-manufacturer',
  gpuCount: 'karpenter.k8s.aws/instance-gpu-count',
  /** Of one GPU, in mebibytes. */
  gpuMemory: 'karpenter.k8s.aws/instance-gpu-memory',
  capacityReservation: 'karpenter.k8s.aws/capacity-reservation-id',
  /** `default` or `capacity-block`. */
  capacityReservationType: 'karpenter.k8s.aws/capacity-reservation-type',
  placementGroup: 'karpenter.k8s.aws/placement-group-id',
} as const;

/**
 * What Karpenter calls an accelerator: https://karpenter.sh/v1.14/reference/instance-types/. Both A100 have one name, their memory tells them apart; machines
 * with a part of an L4 (g6f) have the count 0, and Gr6 is an L4 too.
 */
export const KARPENTER_GPUS: Readonly<Record<string, { readonly name: string; readonly memoryMib: number }>> = {
  't4': { name: 't4', memoryMib: 16384 },
  'l4': { name: 'l4', memoryMib: 22888 },
  'a10g': { name: 'a10g', memoryMib: 22888 },
  'a100-40gb': { name: 'a100', memoryMib: 40960 },
  'a100-80gb': { name: 'a100', memoryMib: 81920 },
  'h100': { name: 'h100', memoryMib: 81920 },
  'h200': { name: 'h200', memoryMib: 144384 },
  'b200': { name: 'b200', memoryMib: 183359 },
};

/** Of several that a pool allows Karpenter takes them in this order: https://karpenter.sh/v1.14/concepts/nodepools/#capacity-type */
export const CAPACITY_TYPES = { reservation: 'reserved', spot: 'spot', onDemand: 'on-demand' } as const;

/**
 * Fields of an EC2NodeClass for reservations, capacity blocks among them, and placement groups; all are in the schema of 1.14.1 and on by default. A node class
 * belongs to one placement group; reservations are found by `id`, or by `tags`, `ownerID` and `instanceMatchCriteria`.
 * https://karpenter.sh/v1.14/tasks/odcrs/, https://karpenter.sh/v1.14/concepts/nodeclasses/#specplacementgroupselector
 */
export const NODE_CLASS_FIELDS = {
  reservations: 'capacityReservationSelectorTerms',
  placementGroup: 'placementGroupSelector',
  interfaces: 'networkInterfaces',
} as const;

/** What a pod asks for to get GPUs and fabric: https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/apis/v1/labels.go */
export const NODE_RESOURCES = { gpu: 'nvidia.com/gpu', fabric: 'vpc.amazonaws.com/efa' } as const;

/**
 * A budget of a NodePool limits how many nodes are replaced at a time: `nodes` a number or a percentage; `schedule` five fields of cron or a macro such as
 * `@daily`, always UTC; `duration` hours and minutes, as `10h5m`; both or neither. Of several that hold the smallest counts, so that a window in which nodes may
 * be replaced is written as one in which none may, over the rest of the week. https://karpenter.sh/v1.14/concepts/disruption/#nodepool-disruption-budgets
 */
export const DISRUPTION_BUDGET = {
  reasons: ['Underutilized', 'Empty', 'Drifted'],
  consolidationPolicies: ['WhenEmpty', 'WhenEmptyOrUnderutilized', 'Balanced'],
  nodes: /^((100|[0-9]{1,2})%|[0-9]+)$/,
  duration: /^((([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?)$/,
  schedule: /^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\s(.+)\s(.+)\s(.+)\s(.+))$/,
  most: 50,
} as const;

/** Keeps Karpenter from replacing the node of a pod: https://karpenter.sh/v1.14/concepts/disruption/#pod-level-controls */
export const DO_NOT_DISRUPT = 'karpenter.sh/do-not-disrupt';

/**
 * `isolatedVPC` is for a network without a way out: prices are then those that came with the release.
 * https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/charts/karpenter/values.yaml
 */
export const KARPENTER_SETTINGS = { cluster: 'clusterName', queue: 'interruptionQueue', isolated: 'isolatedVPC' } as const;
