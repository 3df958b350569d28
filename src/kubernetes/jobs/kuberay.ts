import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { mirroredImage } from '../mirrored-image';
import { serviceMonitor } from '../monitoring/watched-by';

/** How clusters of Ray are run. */
export interface KubeRayProps {
  /**
   * Whether the pods of a Ray cluster start together or not at all, by the scheduler of Volcano, which has to be there.
   * Kueue does not need it: a Ray cluster or job that waits in one of its queues waits as a whole.
   * @default false
   */
  readonly gangScheduling?: boolean;
}

const NAMESPACE = 'kuberay-system';

/**
 * The operator of Ray: `RayCluster`, `RayJob` and `RayService` in every namespace. It stands twice, and one of the two leads.
 *
 * @see https://docs.ray.io/en/latest/cluster/kubernetes/index.html
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function runRay(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.KubeRay());
 * }
 */
export class KubeRay implements IClusterSoftware {
  public readonly softwareName: string = 'kuberay';
  public readonly needs: string[];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param props how clusters of Ray are run
   */
  public constructor(private readonly props: KubeRayProps = {}) {
    this.needs = props.gangScheduling ? ['volcano'] : [];
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { mirror } = cluster;
    const values = {
      replicas: 2,
      metrics: { serviceMonitor: serviceMonitor(cluster) },
      ...(this.props.gangScheduling ? { batchScheduler: { name: 'volcano' } } : {}),
      ...(mirror ? { image: { repository: mirroredImage(mirror, 'quay.io/kuberay/operator') } } : {}),
    };
    return {
      namespaces: [{ name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.kubeRay, namespace: NAMESPACE, values }],
    };
  }
}
