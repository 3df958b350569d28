import { IClusterSoftware } from '../../core';
import { GPU_TAINT } from '../../core/training/node-group-plan';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { FABRIC_PLUGIN, STORAGE_CLASS } from '../../facts/aws/cluster';
import { fill } from '../../facts/aws/fill';
import { MACHINES } from '../../facts/aws/machines';
import { GpuOperator, HelmChart, Karpenter, Manifest } from '../../kubernetes';
import { mirroredImage } from '../../kubernetes/mirrored-image';
import { ClusterContext } from './cluster-context';

/** What a cluster cannot do without: volumes with the platform's key, GPUs and fabric that pods can ask for, and nodes that come and go. */
export function baseSoftware(plan: TrainingClusterPlan, { values, tags }: ClusterContext, karpenter?: Karpenter): IClusterSoftware[] {
  const { groups, egress, hasGpus } = plan;
  const fabric = [...new Set(groups.flatMap(({ machine }) => (machine && MACHINES[machine.name]?.fabricInterfaces ? [machine.name] : [])))];
  return [
    // Nothing is installed where the network reaches no registry.
    ...(egress.kind === 'none' ? [] : [storage(fill(STORAGE_CLASS, values), tags)]),
    // CloudWatch's add-on measures GPUs already.
    ...(hasGpus ? [new GpuOperator({ metrics: false })] : []),
    ...(fabric.length > 0 ? [fabricPlugin(fabric, egress.mirror)] : []),
    ...(karpenter ? [karpenter] : []),
  ];
}

function storage(storageClass: typeof STORAGE_CLASS, tags: Record<string, string>): Manifest {
  const ofVolumes = Object.fromEntries(Object.entries(tags).map(([key, value], i) => [`tagSpecification_${i + 1}`, `${key}=${value}`]));
  return new Manifest('storage', { manifests: [{ ...storageClass, parameters: { ...storageClass.parameters, ...ofVolumes } }] });
}

/** The plugin's own list of machines is older than some of ours. */
function fabricPlugin(machines: readonly string[], mirror: string | undefined): HelmChart {
  const { image, ...chart } = FABRIC_PLUGIN;
  return new HelmChart('fabric-plugin', {
    ...chart,
    createNamespace: false,
    values: {
      supportedInstanceLabels: { keys: ['node.kubernetes.io/instance-type'], values: machines },
      tolerations: [{ key: GPU_TAINT.key, operator: 'Exists' }],
      ...(mirror ? { image: { repository: mirroredImage(mirror, image) } } : {}),
    },
  });
}
