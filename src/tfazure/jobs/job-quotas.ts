import { QuotaNeed } from '../../core';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { NodeQuota, sumQuotas } from '../../core/training/quota-plan';
import { ML_QUOTAS } from '../../facts/azure/ml-jobs';
import { ML_MACHINES } from '../../facts/azure/ml-machines';

/** What a run takes of the quotas of Azure ML, which has its own beside those of virtual machines. A machine that is unknown to the almanac has no family here. */
export function jobQuotas({ name, place, nodes }: TrainingJobPlan<ServicePlace>, region: string): QuotaNeed[] {
  const { machine, capacity } = place;
  return sumQuotas([{ name, max: nodes.max }], region, () => {
    const count = (quota: string): NodeQuota => ({ quota: `Azure ML ${quota}`, unit: 'vCPU', perNode: machine.cpus });
    if (capacity === 'spot') return [count(ML_QUOTAS.lowPriority)];
    const family = ML_MACHINES[machine.name]?.quotaFamily;
    return [...(family ? [count(family)] : []), count(ML_QUOTAS.dedicated)];
  });
}
