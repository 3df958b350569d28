import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { mirroredImage } from '../mirrored-image';
import { watchedBy } from '../monitoring/watched-by';

const NAMESPACE = 'jobset-system';

/**
 * Several jobs as one, `JobSet`: they start, fail and restart together and find each other by name. What Kubeflow's trainer makes its jobs of.
 *
 * @see https://jobset.sigs.k8s.io/docs/overview/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function runJobSets(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.JobSet());
 * }
 */
export class JobSet implements IClusterSoftware {
  public readonly softwareName: string = 'jobset';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { mirror } = cluster;
    const { enabled, labels } = watchedBy(cluster);
    const values = {
      controller: { replicas: 2, podDisruptionBudget: { enabled: true } },
      prometheus: { enable: enabled },
      // The chart's monitor has no labels but those that everything has.
      ...(Object.keys(labels).length > 0 ? { commonLabels: labels } : {}),
      // Releases of the chart name the registry of Kubernetes: https://github.com/kubernetes-sigs/jobset/blob/v0.12.0/hack/helm-chart-package.sh
      ...(mirror ? { image: { repository: mirroredImage(mirror, 'registry.k8s.io/jobset/jobset') } } : {}),
    };
    return {
      namespaces: [{ name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.jobSet, namespace: NAMESPACE, values }],
    };
  }
}
