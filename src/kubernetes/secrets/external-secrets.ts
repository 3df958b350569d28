import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { mirroredImage } from '../mirrored-image';
import { serviceMonitor } from '../monitoring/watched-by';

/**
 * Secrets that a cloud's store or Vault keeps, as Secrets of Kubernetes that are kept up to date: no value stands in a template or a state. A store names
 * the service account whose cloud identity may read it, such as one of `addServiceAccount`, so that the operator itself needs no right.
 *
 * @see https://external-secrets.io/latest/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function readSecrets(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.ExternalSecrets());
 * }
 */
export class ExternalSecrets implements IClusterSoftware {
  public readonly softwareName: string = 'external-secrets';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { mirror } = cluster;
    const twice = { replicaCount: 2, podDisruptionBudget: { enabled: true } };
    const values = {
      ...twice,
      // Else two of them write the same Secret.
      leaderElect: true,
      webhook: twice,
      certController: twice,
      serviceMonitor: serviceMonitor(cluster),
      ...(mirror ? { global: { repository: mirroredImage(mirror, 'ghcr.io/external-secrets/external-secrets') } } : {}),
    };
    return {
      namespaces: [{ name: this.softwareName, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.externalSecrets, namespace: this.softwareName, values }],
    };
  }
}
