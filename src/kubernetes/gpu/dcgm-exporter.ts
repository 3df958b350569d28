import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { NODE_GROUP_LABEL } from '../../core/training/node-group-plan';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { mirroredImage } from '../mirrored-image';
import { serviceMonitor } from '../monitoring/watched-by';
import { tolerationsOf } from '../tolerations';

/**
 * Measurements of GPUs for Prometheus, where neither the cloud nor the GPU operator has them: utilization, memory, temperature, errors.
 *
 * @see https://github.com/NVIDIA/dcgm-exporter
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function measure(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.DcgmExporter());
 * }
 */
export class DcgmExporter implements IClusterSoftware {
  public readonly softwareName: string = 'dcgm-exporter';
  public readonly needs: string[] = [FEATURES.gpuDevicePlugin];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [FEATURES.gpuMetrics];

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { nodeGroups, mirror } = cluster;
    const namespace = this.softwareName;
    const groups = nodeGroups.filter(({ gpus }) => gpus > 0).map(({ name }) => name);
    const values = {
      serviceMonitor: serviceMonitor(cluster),
      tolerations: tolerationsOf(nodeGroups),
      affinity: groups.length > 0 ? nodesOf(groups) : {},
      ...(mirror ? { image: { repository: mirroredImage(mirror, 'nvcr.io/nvidia/k8s/dcgm-exporter') } } : {}),
    };
    return {
      // It reads the devices of the host.
      namespaces: [{ name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.dcgmExporter, namespace, values }],
    };
  }
}

function nodesOf(groups: readonly string[]): Record<string, unknown> {
  const inGroup = { key: NODE_GROUP_LABEL, operator: 'In', values: groups };
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [inGroup] }] } } };
}
