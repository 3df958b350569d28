import { QuotaNeed } from '../../core';
import { ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { mostReplicas } from '../../core/serving/scaling-plan';
import { sumQuotas } from '../../core/training/quota-plan';
import { servingQuota } from '../../facts/gcp/serving-quotas';
import { VERTEX_ACCELERATORS, VERTEX_MACHINES } from '../../facts/gcp/vertex-machines';

/** While a model is replaced, the old one and the new one are there with all that they may grow to, which Vertex AI counts from the start. */
const OLD_AND_NEW = 2;

/** What an endpoint needs of the quotas of Vertex AI; nothing of a machine that is newer than this version. */
export function endpointQuotas(plan: ModelEndpointPlan, region: string): QuotaNeed[] {
  const groups = modelsOf(plan).map(({ name, scaling, machine }) => ({ name, machine: machine!, max: OLD_AND_NEW * mostReplicas(scaling) }));
  return sumQuotas(groups, region, ({ machine: { name, gpus, cpus } }) => {
    const type = VERTEX_MACHINES[name]?.acceleratorType;
    return [
      { quota: type && servingQuota({ accelerator: VERTEX_ACCELERATORS[type]! }), unit: 'GPU', perNode: gpus },
      { quota: servingQuota({ family: name.split('-')[0]! }), unit: 'vCPU', perNode: cpus },
    ].flatMap(({ quota, ...need }) => (quota === undefined ? [] : [{ quota, ...need }]));
  });
}
