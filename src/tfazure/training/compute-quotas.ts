import { QuotaNeed } from '../../core';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { NodeQuota, sumQuotas } from '../../core/training/quota-plan';
import { COMPUTE_QUOTAS, REGIONAL_QUOTA, SPOT_QUOTA } from '../../facts/azure/compute-quotas';
import { MACHINES } from '../../facts/azure/machines';

type Counted = Pick<NodeGroupPlan, 'name' | 'max' | 'capacity' | 'machine'>;

/** What groups take of the quotas of vCPUs. */
export function quotaNeeds(groups: readonly Counted[], region: string): QuotaNeed[] {
  return sumQuotas(groups, region, quotasOf);
}

/** Spot machines have one quota together; the others count against that of their family and that of the region. A machine unknown to the almanac has no family here. */
function quotasOf({ capacity, machine }: Counted): NodeQuota[] {
  if (!machine) return [];
  const count = (quota: string): NodeQuota => ({ quota, unit: 'vCPU', perNode: machine.cpus });
  if (capacity === 'spot') return [count(SPOT_QUOTA.name)];
  const family = COMPUTE_QUOTAS[MACHINES[machine.name]?.quotaFamily ?? ''];
  return [...(family ? [count(family.name)] : []), count(REGIONAL_QUOTA.name)];
}
