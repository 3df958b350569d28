import { NodeGroupTraits } from '../../../core';
import { VariantPlan } from '../../../core/serving/variant-plan';
import { LEFT } from '../../jobs/pod-resources';

type Quantities = Readonly<Record<string, string>>;

export interface ReplicaResources {
  readonly requests: Quantities;
  readonly limits: Quantities;
}

/** For a replica of which nothing was said: enough for a small model, and something for an autoscaler to compare with. */
const USUAL: Quantities = { cpu: '500m', memory: '1Gi' };

/**
 * What a replica asks for: its GPUs, and of the CPUs and the memory of the smallest machine that it may run on the share that goes with them; without GPUs what was
 * asked for, less what a node of that size keeps for itself.
 */
export function replicaResources({ gpus, cpus, memoryGib, groups }: VariantPlan): ReplicaResources {
  const devices: Quantities = gpus > 0 ? { 'nvidia.com/gpu': String(gpus) } : {};
  const share = (ofNode: (group: NodeGroupTraits) => number | undefined) => smallest(groups.map((group) => {
    const whole = ofNode(group);
    return whole === undefined ? undefined : (whole * gpus) / group.gpus;
  }));
  const [cpu, memory] = gpus > 0 ? [share((group) => group.cpus), share((group) => group.memoryGib)] : [cpus, memoryGib];
  return {
    requests: {
      cpu: cpu === undefined ? USUAL.cpu! : String(Math.max(1, Math.floor(cpu * LEFT.cpus))),
      memory: memory === undefined ? USUAL.memory! : `${Math.max(1, Math.floor(memory * LEFT.memory))}Gi`,
      ...devices,
    },
    limits: devices,
  };
}

function smallest(values: ReadonlyArray<number | undefined>): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length && known.length > 0 ? Math.min(...known) : undefined;
}
