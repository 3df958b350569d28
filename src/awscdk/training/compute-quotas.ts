import { QuotaNeed } from '../../core';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { sumQuotas } from '../../core/training/quota-plan';
import { COMPUTE_QUOTA_UNIT, COMPUTE_QUOTAS, ComputeQuota, computeQuotaOf } from '../../facts/aws/compute-quotas';
import { ReservedCapacity } from './reserved-capacity';

/** What a cluster needs of the quotas of EC2 at its largest; a capacity block counts against nothing, since it was bought. */
export function quotaNeeds(groups: readonly NodeGroupPlan[], region: string, reservations: readonly ReservedCapacity[]): QuotaNeed[] {
  const blocks = reservations.filter(({ capacityBlock }) => capacityBlock).map(({ reservationId }) => reservationId);
  const counted = groups.filter(({ reservationId }) => !reservationId || !blocks.includes(reservationId));
  return sumQuotas(counted, region, (group) => {
    const found = quotaOf(group);
    return found ? [{ quota: found.quota, unit: COMPUTE_QUOTA_UNIT, perNode: group.machine!.cpus }] : [];
  });
}

/** The quotas whose use CloudWatch knows; of a cluster whose machines nobody told, those on demand. */
export function watchedQuotas(groups: readonly NodeGroupPlan[]): ComputeQuota[] {
  const known = ({ usageClass }: ComputeQuota) => usageClass !== undefined;
  const own = groups.flatMap((group) => quotaOf(group) ?? []).filter(known);
  const watched = own.length > 0 ? own : Object.values(COMPUTE_QUOTAS).map(({ onDemand }) => onDemand).filter(known);
  return [...new Map(watched.map((quota) => [quota.quota, quota])).values()];
}

function quotaOf({ machine, capacity }: NodeGroupPlan): ComputeQuota | undefined {
  return machine && computeQuotaOf(machine.name, capacity === 'spot');
}
