import { IClusterSoftware } from '../../core';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { fill } from '../../facts/aws/fill';
import { fabricMachines } from '../../facts/aws/machines';
import { storageClass } from '../../facts/aws/volumes';
import { GpuOperator, Karpenter, Manifest } from '../../kubernetes';
import { FabricPlugin } from '../../kubernetes/gpu/fabric-plugin';
import { ClusterContext } from './cluster-context';

/** What a cluster cannot do without: volumes with the platform's key, GPUs and fabric that pods can ask for, and nodes that come and go. */
export function baseSoftware(plan: TrainingClusterPlan, { values, tags }: ClusterContext, karpenter?: Karpenter): IClusterSoftware[] {
  const { groups, egress, hasGpus } = plan;
  const fabric = fabricMachines(groups);
  return [
    // Nothing is installed where the network reaches no registry.
    ...(egress.kind === 'none' ? [] : [new Manifest('storage', { manifests: [fill(storageClass(tags), values)] })]),
    // CloudWatch's add-on measures GPUs already.
    ...(hasGpus ? [new GpuOperator({ metrics: false })] : []),
    ...(fabric.length > 0 ? [new FabricPlugin(fabric)] : []),
    ...(karpenter ? [karpenter] : []),
  ];
}
