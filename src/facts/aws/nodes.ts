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

/** Who assumes the role of nodes: https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html */
export const NODE_TRUST = { service: 'ec2.amazonaws.com', actions: ['sts:AssumeRole'] } as const;

/**
 * What nodes need. `AmazonEKSWorkerNodeMinimalPolicy` has `eks-auth:AssumeRoleForPodIdentity` alone, for Auto Mode; AL2023 also describes its instance when it
 * starts. The network's plugin has a role of its own, so that nodes have no `AmazonEKS_CNI_Policy`.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html, https://github.com/awslabs/amazon-eks-ami/tree/main/nodeadm/internal/aws/ec2
 */
export const NODE_POLICIES = [
  'arn:{partition}:iam::aws:policy/AmazonEKSWorkerNodePolicy',
  'arn:{partition}:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
] as const;

/** An on-demand capacity reservation or a capacity block: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CapacityReservation.html */
export const RESERVATIONS = { pattern: /^cr-[0-9a-f]{8,32}$/, what: 'capacity reservation of EC2', example: 'cr-0123456789abcdef0' } as const;

/** The machine of the group that the cluster's own software runs on, 4 vCPU and 16 GiB; every region of EKS with GPUs has the family. */
export const SYSTEM_MACHINE = 'm7i.xlarge';

/** How many nodes that group has: one a zone, two at least, so that none of what runs there stands on one machine. */
export function systemNodes(zones: number): number {
  return Math.min(3, Math.max(2, zones));
}

/**
 * The interfaces of a node with a fabric, one on each network card: the first also carries IP, the others the fabric alone, so that they take no addresses.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-acc-inst-types.html
 */
export const FABRIC_INTERFACES = { first: 'efa', further: 'efa-only' } as const;

/**
 * How a machine tells its role. One hop: a container with an address of its own does not reach the rights of its machine.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html
 */
export const NODE_METADATA = { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 } as const;
