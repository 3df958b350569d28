import { isUnresolved } from '../../core/private';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { ACCELERATOR_ZONES } from '../../facts/gcp/accelerator-zones';
import { zonesOf } from '../../facts/gcp/zones';
import { regionOf } from './machine-offer';
import { parseReservation } from './reservation';

/** Where a group's nodes may stand, and how many it begins with in each zone. */
export interface NodeZones {
  readonly zones: readonly string[];
  /** For a group that scales, what it begins with; else what it has. */
  readonly nodesPerZone: number;
}

/** The zones of the cluster itself: those that were named, else as many of the region's as the profile says. */
export function clusterZones(region: string, named: readonly string[] | undefined, count: number): string[] {
  return named ? [...named] : zonesOf(region).slice(0, count);
}

/**
 * The zones in which a group can have nodes: those that were named, else those that have its GPUs; for a reservation the one that it lies in. None where
 * the two do not meet.
 */
export function possibleZones(group: NodeGroupPlan, region: string, named: readonly string[] | undefined, zones: readonly string[]): string[] {
  const reserved = reservedZone(group);
  if (reserved) return [reserved];
  const offering = (ACCELERATOR_ZONES[group.accelerator ?? ''] ?? []).filter((zone) => regionOf(zone) === region);
  // A region whose GPUs this version does not know of was acknowledged.
  if (offering.length === 0) return [...zones];
  return named ? named.filter((zone) => offering.includes(zone)) : offering;
}

/** The zone of a reservation, if its name tells. */
export function reservedZone({ reservationId }: NodeGroupPlan): string | undefined {
  return reservationId === undefined || isUnresolved(reservationId) ? undefined : parseReservation(reservationId)?.zone;
}

/**
 * GKE counts nodes by zone: a group that has always as many nodes stands in as many zones as divide them, and one that scales begins in no more zones than
 * it may have nodes. A group that lies close together stands in one.
 *
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters#limitations
 */
export function spread({ min, max, elastic, compact }: Pick<NodeGroupPlan, 'min' | 'max' | 'elastic' | 'compact'>, possible: readonly string[]): NodeZones {
  if (compact) return { zones: possible.slice(0, 1), nodesPerZone: min };
  const fits = (count: number) => (elastic ? Math.ceil(min / count) * count <= max : max % count === 0);
  const count = possible.map((_, i) => possible.length - i).find(fits) ?? 1;
  return { zones: possible.slice(0, count), nodesPerZone: Math.ceil(min / count) };
}
