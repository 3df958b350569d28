import { QuotaNeed } from '../../core';
import { CapacityKind } from '../../core/training/node-group-plan';
import { NodeQuota, sumQuotas } from '../../core/training/quota-plan';
import { ComputeQuota, ComputeQuotas, CPU_QUOTAS, GPU_QUOTAS, usedShare } from '../../facts/gcp/compute-quotas';
import { MACHINES } from '../../facts/gcp/machines';
import { factsOf } from './machine-offer';

/** As much of a group as quotas ask for. */
export interface CountedGroup {
  readonly name: string;
  readonly max: number;
  readonly gpus: number;
  readonly capacity: CapacityKind;
  readonly accelerator?: string;
  readonly machine?: { readonly name: string; readonly cpus: number };
}

interface CountedQuota extends NodeQuota {
  readonly of: ComputeQuota;
}

/**
 * What groups need of the quotas of Compute Engine in their region. The limit on the GPUs of all regions together (`gpus_all_regions`), which counts them
 * too, is no quota of a region.
 */
export function quotaNeeds(groups: readonly CountedGroup[], region: string): QuotaNeed[] {
  return sumQuotas(groups, region, quotasOf);
}

/** PromQL for how much of the tightest quota is used, in percent. On a cluster whose machines nobody described, that is the region's CPUs. */
export function quotaUsedQuery(groups: readonly CountedGroup[], region: string): string {
  const known = new Map(groups.flatMap(quotasOf).map(({ quota, of }) => [quota, of]));
  const all = known.size > 0 ? [...known.values()] : [CPU_QUOTAS.n1!.onDemand];
  // Each share is one value without labels, and 'or' keeps one of those that have the same.
  const shares = all.map((quota, i) => `label_replace(${usedShare(quota, region)}, "quota", "${i + 1}", "", "")`);
  return `100 * max(${shares.join(' or ')})`;
}

function quotasOf({ gpus, capacity, accelerator, machine }: CountedGroup): CountedQuota[] {
  const type = factsOf(machine?.name)?.acceleratorType ?? acceleratorTypeOf(accelerator);
  const ofGpus = gpus > 0 && type ? GPU_QUOTAS[type] : undefined;
  const ofCpus = machine ? CPU_QUOTAS[machine.name.split('-')[0]!] : undefined;
  return [
    ...(ofGpus ? [counted(ofGpus, capacity, 'GPU', gpus)] : []),
    ...(ofCpus ? [counted(ofCpus, capacity, 'vCPU', machine!.cpus)] : []),
  ];
}

/** What is reserved counts against the quotas of what runs until it is stopped. */
function counted(quotas: ComputeQuotas, capacity: CapacityKind, unit: string, perNode: number): CountedQuota {
  const of = capacity === 'spot' ? quotas.spot : quotas.onDemand;
  return { quota: of.family === undefined ? of.metric : `${of.metric} (${of.family})`, unit, perNode, of };
}

/** The type of the usual machine with an accelerator. */
function acceleratorTypeOf(accelerator: string | undefined): string | undefined {
  return Object.values(MACHINES).find((facts) => accelerator !== undefined && facts.accelerator === accelerator)?.acceleratorType;
}
