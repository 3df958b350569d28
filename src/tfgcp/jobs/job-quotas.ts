import { QuotaNeed } from '../../core';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { sumQuotas } from '../../core/training/quota-plan';
import { VERTEX_ACCELERATORS, VERTEX_MACHINES } from '../../facts/gcp/vertex-machines';
import { trainingQuota } from '../../facts/gcp/vertex-training';

/** What one run needs of the quotas of Vertex AI; nothing of a machine that is newer than this version. */
export function jobQuotas({ name, place: { machine, capacity }, nodes }: TrainingJobPlan<ServicePlace>, region: string): QuotaNeed[] {
  const spot = capacity === 'spot';
  const type = VERTEX_MACHINES[machine.name]?.acceleratorType;
  const counted = [
    { quota: type && trainingQuota({ accelerator: VERTEX_ACCELERATORS[type]! }, spot), unit: 'GPU', perNode: machine.gpus },
    { quota: trainingQuota({ family: machine.name.split('-')[0]! }, spot), unit: 'vCPU', perNode: machine.cpus },
  ].flatMap(({ quota, ...need }) => (quota === undefined ? [] : [{ quota, ...need }]));
  return sumQuotas([{ name, max: nodes.max }], region, () => counted);
}
