import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { KarpenterPool } from './karpenter-pool';

/** Where the nodes of a cluster lie, and what they take. */
export interface KarpenterSite {
  /** One subnet a zone. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly instanceProfileName: string;
  readonly keyArn: string;
  readonly tags: Record<string, string>;
  readonly imageVersion?: string;
  /** The placement group of a group whose nodes lie close together. */
  placementGroupIdOf(group: string): string | undefined;
  /** The subnet in the zone of a reservation, where that is known. */
  subnetIdOf?(reservationId: string): string | undefined;
}

const CAPACITY_TYPES = { 'on-demand': 'on-demand', 'spot': 'spot', 'reservation': 'reserved' } as const;

/** How many nodes of a group are always there: Karpenter knows no minimum, so these are a group of machines of their own. */
export function keptNodes({ min }: NodeGroupPlan): number {
  return min;
}

/** How many nodes of a group come and go. */
export function elasticNodes({ min, max }: NodeGroupPlan): number {
  return max - min;
}

/** What Karpenter makes: the elastic part of each group. A group whose nodes lie close together stays in the first zone, one on a reservation in its own. */
export function karpenterPools(groups: readonly NodeGroupPlan[], site: KarpenterSite): KarpenterPool[] {
  return groups.filter((group) => elasticNodes(group) > 0).map((group) => ({
    name: group.name,
    instanceTypes: [group.machine!.name],
    capacityType: CAPACITY_TYPES[group.capacity],
    maxNodes: elasticNodes(group),
    cpus: group.machine!.cpus,
    gpus: group.gpus,
    diskGib: group.diskGib,
    labels: { ...group.labels },
    subnetIds: subnetIdsOf(group, site),
    securityGroupIds: [...site.securityGroupIds],
    instanceProfileName: site.instanceProfileName,
    keyArn: site.keyArn,
    tags: site.tags,
    imageVersion: site.imageVersion,
    reservationId: group.reservationId,
    placementGroupId: group.compact ? site.placementGroupIdOf(group.name) : undefined,
  }));
}

function subnetIdsOf({ reservationId, compact }: NodeGroupPlan, { subnetIds, subnetIdOf }: KarpenterSite): string[] {
  const ofReservation = reservationId === undefined ? undefined : subnetIdOf?.(reservationId);
  if (ofReservation !== undefined) return [ofReservation];
  return compact ? subnetIds.slice(0, 1) : [...subnetIds];
}
