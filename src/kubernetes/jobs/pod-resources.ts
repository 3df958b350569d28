import { NodeGroupTraits } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';

export interface Resources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

/**
 * What of a machine is left for pods: the kubelet, the system and daemons take the rest, up to 20 % of the memory of small machines and a fraction of a CPU.
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes, https://learn.microsoft.com/en-us/azure/aks/node-resource-reservations
 */
export const LEFT = { cpus: 0.85, memory: 0.75 };

/**
 * What one node of a job asks for: its GPUs, and of the CPUs and the memory of the smallest machine that it may run on the share that goes with them.
 * A group that nobody described has no shares, and the pod takes what it finds.
 */
export function podResources({ gpus, cpus, diskGib, place: { groups } }: TrainingJobPlan<ClusterPlace>): Resources {
  const wholeNode = gpus > 0 && groups.every((group) => group.gpus === gpus);
  const devices: Record<string, string> = { ...(gpus > 0 ? { 'nvidia.com/gpu': String(gpus) } : {}), ...(wholeNode ? interfaces(groups) : {}) };
  const disk: Record<string, string> = diskGib === undefined ? {} : { 'ephemeral-storage': `${diskGib}Gi` };
  const share = (ofNode: (group: NodeGroupTraits) => number | undefined) => smallest(groups.map((group) => {
    const whole = ofNode(group);
    return whole === undefined ? undefined : whole * (gpus > 0 ? gpus / group.gpus : Math.min(1, (cpus ?? Infinity) / (group.cpus ?? Infinity)));
  }));
  const cpu = share((group) => group.cpus);
  const memory = share((group) => group.memoryGib);
  return {
    requests: {
      ...(cpu === undefined ? {} : { cpu: String(Math.max(1, Math.floor(cpu * LEFT.cpus))) }),
      ...(memory === undefined ? {} : { memory: `${Math.max(1, Math.floor(memory * LEFT.memory))}Gi` }),
      ...devices,
      ...disk,
    },
    limits: { ...devices, ...disk },
  };
}

/** Interfaces of a fabric, where all groups have the same. */
function interfaces(groups: readonly NodeGroupTraits[]): Record<string, string> {
  const [first, ...others] = groups.map(({ podResources: resources = {} }) => JSON.stringify(resources));
  return others.every((other) => other === first) ? { ...groups[0]?.podResources } : {};
}

function smallest(values: ReadonlyArray<number | undefined>): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length && known.length > 0 ? Math.min(...known) : undefined;
}
