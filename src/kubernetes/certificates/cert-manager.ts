import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { watchedBy } from '../monitoring/watched-by';

/**
 * Certificates for what runs in the cluster, and for the webhooks of other software: two replicas, and definitions that stay when the chart goes.
 *
 * @see https://cert-manager.io/docs/installation/best-practice/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function secure(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.CertManager());
 * }
 */
export class CertManager implements IClusterSoftware {
  public readonly softwareName: string = 'cert-manager';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { mirror } = cluster;
    const twice = { replicaCount: 2, podDisruptionBudget: { enabled: true } };
    const values = {
      crds: { enabled: true, keep: true },
      ...twice,
      webhook: twice,
      cainjector: twice,
      prometheus: { enabled: true, servicemonitor: watchedBy(cluster) },
      ...(mirror ? { imageRegistry: mirror } : {}),
    };
    return {
      namespaces: [{ name: this.softwareName, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.certManager, namespace: this.softwareName, values }],
    };
  }
}
