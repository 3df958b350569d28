import { QuotaNeed } from '../../core';
import { ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { mostReplicas } from '../../core/serving/scaling-plan';
import { VariantPlan } from '../../core/serving/variant-plan';
import { NodeQuota, sumQuotas } from '../../core/training/quota-plan';
import { ML_QUOTAS } from '../../facts/azure/ml-jobs';
import { FAMILIES_WITHOUT_RESERVE, SERVING_MACHINES, UPGRADE_RESERVE } from '../../facts/azure/serving-machines';

/** While one deployment takes over from another, both are there. */
const AT_ONCE = 2;

/** What an endpoint takes of the quotas of Azure ML at its largest, with what the service keeps for its own upgrades. */
export function endpointQuotas(plan: ModelEndpointPlan, region: string): QuotaNeed[] {
  const groups = modelsOf(plan).map((variant) => ({ variant, name: variant.name, max: AT_ONCE * reserved(variant) }));
  return sumQuotas(groups, region, ({ variant: { machine } }) => {
    const count = (quota: string): NodeQuota => ({ quota: `Azure ML ${quota}`, unit: 'vCPU', perNode: machine!.cpus });
    const family = familyOf(machine!.name);
    return [...(family ? [count(family)] : []), count(ML_QUOTAS.dedicated)];
  });
}

function reserved({ machine, scaling }: VariantPlan): number {
  const most = mostReplicas(scaling);
  return FAMILIES_WITHOUT_RESERVE.includes(familyOf(machine!.name) ?? '') ? most : Math.ceil(UPGRADE_RESERVE * most);
}

function familyOf(machine: string): string | undefined {
  return SERVING_MACHINES[machine]?.quotaFamily;
}
