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

/** What Karpenter makes: the elastic part of each group. A group whose nodes lie close together stays in the first zone. */
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
    subnetIds: group.compact ? site.subnetIds.slice(0, 1) : [...site.subnetIds],
    securityGroupIds: [...site.securityGroupIds],
    instanceProfileName: site.instanceProfileName,
    keyArn: site.keyArn,
    tags: site.tags,
    imageVersion: site.imageVersion,
    reservationId: group.reservationId,
    placementGroupId: group.compact ? site.placementGroupIdOf(group.name) : undefined,
  }));
}
