import { QuotaNeed } from '../../core';
import { NodeGroupPlan, SYSTEM_GROUP } from '../../core/training/node-group-plan';
import { NodeQuota, sumQuotas } from '../../core/training/quota-plan';
import { COMPUTE_QUOTAS, REGIONAL_QUOTA, SPOT_QUOTA } from '../../facts/azure/compute-quotas';
import { MACHINES } from '../../facts/azure/machines';
import { SYSTEM_MACHINE } from './system-pool';

type Counted = Pick<NodeGroupPlan, 'name' | 'max' | 'capacity' | 'machine'>;

/** What a cluster takes of the quotas of vCPUs, the nodes of its own software included. */
export function quotaNeeds(groups: readonly Counted[], systemNodes: number, region: string): QuotaNeed[] {
  const system: Counted = { name: SYSTEM_GROUP, max: systemNodes, capacity: 'on-demand', machine: { name: SYSTEM_MACHINE, ...MACHINES[SYSTEM_MACHINE]! } };
  return sumQuotas([...groups, system], region, quotasOf);
}

/** Spot machines have one quota together; the others count against that of their family and that of the region. A machine unknown to the almanac has no family here. */
function quotasOf({ capacity, machine }: Counted): NodeQuota[] {
  if (!machine) return [];
  const count = (quota: string): NodeQuota => ({ quota, unit: 'vCPU', perNode: machine.cpus });
  if (capacity === 'spot') return [count(SPOT_QUOTA.name)];
  const family = COMPUTE_QUOTAS[MACHINES[machine.name]?.quotaFamily ?? ''];
  return [...(family ? [count(family.name)] : []), count(REGIONAL_QUOTA.name)];
}
