import { Fn, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { GPU_TAINT, NodeGroupPlan } from '../../core/training/node-group-plan';
import { GPU_POOL, MAX_PODS, SPOT_POOL } from '../../facts/azure/cluster';
import { MACHINES } from '../../facts/azure/machines';
import { KubernetesClusterNodePool } from '../../providers/azurerm/kubernetes-cluster-node-pool';
import { temporaryName } from './temporary-name';

/**
 * The system of all nodes. The GPU operator wants one in the whole cluster, and is made for Ubuntu; Azure Linux takes GPUs too, but not all of them:
 * https://learn.microsoft.com/en-us/azure/aks/use-nvidia-gpu#limitations and
 * https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/platform-support.html
 */
export const NODE_OS = 'Ubuntu';

/** Where the nodes of a cluster may lie. */
export interface NodeGround {
  /** The names of all groups. */
  readonly groups: readonly string[];
  readonly subnetIds: string[];
  /** The zones of the region that are used; none where it has none. */
  readonly zones: readonly string[];
  /** Of nodes that lie close together, counted from 1. */
  readonly compactZone: number;
  readonly tags: Record<string, string>;
}

/** A pool of a cluster. A group that lies in one zone uses the subnet of that zone, and so its way out; the others the first one. */
export function nodeGroup(scope: Construct, id: string, clusterId: string, group: NodeGroupPlan, ground: NodeGround): KubernetesClusterNodePool {
  const isSpot = group.capacity === 'spot';
  return new KubernetesClusterNodePool(scope, id, {
    name: group.name,
    kubernetesClusterId: clusterId,
    mode: 'User',
    vmSize: group.machine!.name,
    ...size(group),
    maxPods: MAX_PODS,
    ...(isSpot ? { priority: SPOT_POOL.priority, evictionPolicy: SPOT_POOL.evictionPolicy, spotMaxPrice: SPOT_POOL.maxPrice } : {}),
    capacityReservationGroupId: group.reservationId,
    zones: zonesOf(group, ground),
    vnetSubnetId: subnetAt(ground, subnetIndex(group, ground)),
    osType: 'Linux',
    osSku: NODE_OS,
    ...disk(group),
    hostEncryptionEnabled: true,
    gpuDriver: group.gpus > 0 ? GPU_POOL.driver.install : undefined,
    nodeLabels: { ...group.labels, ...(isSpot ? { [SPOT_POOL.label.key]: SPOT_POOL.label.value } : {}) },
    nodeTaints: [...(group.tainted ? [`${GPU_TAINT.key}=${GPU_TAINT.value}:${GPU_TAINT.effect}`] : []), ...(isSpot ? [SPOT_POOL.taint] : [])],
    upgradeSettings: isSpot ? undefined : upgrade(group),
    temporaryNameForRotation: temporaryName(group.name, ground.groups),
    tags: ground.tags,
  });
}

/** The subnets that a cluster's pools lie in, each once. */
export function usedSubnets(groups: readonly NodeGroupPlan[], ground: NodeGround): string[] {
  return [...new Set([0, ...groups.map((group) => subnetIndex(group, ground))])].map((index) => subnetAt(ground, index));
}

export function firstSubnet(ground: NodeGround): string {
  return subnetAt(ground, 0);
}

function size({ elastic, min, max }: NodeGroupPlan) {
  return elastic ? { autoScalingEnabled: true, minCount: min, maxCount: max } : { nodeCount: max };
}

/** One node more at a time, or, where there is no spare one, one fewer: with `max_unavailable` set, azurerm sends a surge of 0. */
function upgrade({ surge }: NodeGroupPlan) {
  return surge > 0 ? { maxSurge: String(surge) } : { maxUnavailable: '1' };
}

/** On the machine itself where its temporary disk is known to hold it: faster, and without cost. */
function disk({ diskGib, machine }: NodeGroupPlan) {
  const local = MACHINES[machine!.name]?.tempDiskGib ?? 0;
  return { osDiskSizeGb: diskGib, osDiskType: diskGib <= local ? 'Ephemeral' : 'Managed' };
}

function zonesOf({ compact }: NodeGroupPlan, { zones, compactZone }: NodeGround): string[] | undefined {
  if (zones.length === 0) return undefined;
  return compact ? [String(compactZone)] : [...zones];
}

function subnetIndex({ compact }: NodeGroupPlan, { subnetIds, zones, compactZone }: NodeGround): number {
  return compact && zones.length > 0 ? (compactZone - 1) % (isListToken(subnetIds) ? zones.length : subnetIds.length) : 0;
}

function subnetAt({ subnetIds }: NodeGround, index: number): string {
  return isListToken(subnetIds) ? (Fn.element(subnetIds, index) as string) : subnetIds[index]!;
}

/** The subnets of an imported platform may be a list that is known at deployment only. */
function isListToken(list: string[]): boolean {
  return Tokenization.reverseList(list) !== undefined;
}
