import { QuotaNeed } from '../../core';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { sumQuotas } from '../../core/training/quota-plan';
import { ComputeQuota, COMPUTE_QUOTA_UNIT, COMPUTE_QUOTAS, computeQuotaOf } from '../../facts/aws/compute-quotas';

/** What the groups count against; a capacity block counts against nothing, since it was bought. */
export function quotasOf(groups: readonly NodeGroupPlan[], region: string, capacityBlocks: readonly string[]): QuotaNeed[] {
  const counted = groups.filter(({ reservationId }) => !reservationId || !capacityBlocks.includes(reservationId));
  return sumQuotas(counted, region, (group) => {
    const quota = quotaOf(group);
    return quota ? [{ quota: quota.quota, unit: COMPUTE_QUOTA_UNIT, perNode: group.machine!.cpus }] : [];
  });
}

/** By what CloudWatch tells how much of these quotas is used; all on-demand ones, where no machine is known. */
export function usageClassesOf(groups: readonly NodeGroupPlan[]): string[] {
  const known = groups.flatMap((group) => quotaOf(group)?.usageClass ?? []);
  const all = Object.values(COMPUTE_QUOTAS).flatMap(({ onDemand }) => onDemand.usageClass ?? []);
  return [...new Set(known.length > 0 ? known : all)];
}

function quotaOf({ machine, capacity }: NodeGroupPlan): ComputeQuota | undefined {
  return machine && computeQuotaOf(machine.name, capacity === 'spot');
}
