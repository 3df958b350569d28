import { IClusterSoftware } from '../../core';
import { GPU_TAINT } from '../../core/training/node-group-plan';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { fill } from '../../facts/aws/fill';
import { MACHINES } from '../../facts/aws/machines';
import { FABRIC_PLUGIN } from '../../facts/aws/nodes';
import { storageClass } from '../../facts/aws/volumes';
import { GpuOperator, HelmChart, Karpenter, Manifest } from '../../kubernetes';
import { mirroredImage } from '../../kubernetes/mirrored-image';
import { ClusterContext } from './cluster-context';

/** What a cluster cannot do without: volumes with the platform's key, GPUs and fabric that pods can ask for, and nodes that come and go. */
export function baseSoftware(plan: TrainingClusterPlan, { values, tags }: ClusterContext, karpenter?: Karpenter): IClusterSoftware[] {
  const { groups, egress, hasGpus } = plan;
  const fabric = [...new Set(groups.flatMap(({ machine }) => (machine && MACHINES[machine.name]?.fabricInterfaces ? [machine.name] : [])))];
  return [
    // Nothing is installed where the network reaches no registry.
    ...(egress.kind === 'none' ? [] : [new Manifest('storage', { manifests: [fill(storageClass(tags), values)] })]),
    // CloudWatch's add-on measures GPUs already.
    ...(hasGpus ? [new GpuOperator({ metrics: false })] : []),
    ...(fabric.length > 0 ? [fabricPlugin(fabric, egress.mirror)] : []),
    ...(karpenter ? [karpenter] : []),
  ];
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
