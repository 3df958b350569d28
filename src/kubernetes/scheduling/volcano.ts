import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { serviceMonitorOf } from '../monitoring/service-monitor';

const NAMESPACE = 'volcano-system';
const MEASURED = { matchExpressions: [{ key: 'app', operator: 'In', values: ['volcano-scheduler', 'volcano-controller'] }] };

/**
 * A second scheduler, of Volcano: it places pods that name it (`schedulerName: volcano`), all of a group at once or none, and has jobs (`batch.volcano.sh`)
 * and queues of its own. `KubeRay`, `LeaderWorkerSet` and `MpiOperator` hand it their gangs where they are told so.
 *
 * It goes with `kubernetes.Kueue`: Kueue decides when a job may start, Volcano where its pods go. But both admit jobs by quotas of their own, and Kueue does
 * not know Volcano's jobs: their pods wait one by one in a namespace with a queue. Run those in a namespace without, and keep quotas in one of the two.
 *
 * Its pods have the priority of the cluster's own, which GKE grants in `kube-system` only, so that they run there on GKE.
 *
 * @see https://volcano.sh/en/docs/
 * @see https://github.com/kubernetes-sigs/kueue/issues/1204
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function scheduleGangs(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.Volcano());
 *   cluster.install(new kubernetes.KubeRay({ gangScheduling: true }));
 * }
 */
export class Volcano implements IClusterSoftware {
  public readonly softwareName: string = 'volcano';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { clusterSystem, mirror } = cluster;
    // https://github.com/open-policy-agent/gatekeeper/issues/1120; the chart does not let choose another priority, and its first pod runs before any quota.
    const namespace = clusterSystem === 'gke' ? 'kube-system' : NAMESPACE;
    const values = {
      custom: {
        scheduler_replicas: 2,
        controller_replicas: 2,
        admission_replicas: 2,
        leader_elect_enable: true,
        // It does nothing for a process that is not root (https://man7.org/linux/man-pages/man7/capabilities.7.html), and a restricted namespace refuses it.
        default_csc: { capabilities: { add: [] } },
      },
      ...(mirror ? { basic: { image_registry: mirror } } : {}),
    };
    // The chart's own measuring brings a Prometheus and a Grafana, of no version.
    const monitors = serviceMonitorOf({ name: this.softwareName, namespace, port: 'metrics', selector: MEASURED }, cluster);
    return {
      namespaces: namespace === NAMESPACE ? [{ name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }] : [],
      charts: [{ releaseName: this.softwareName, ...CHARTS.volcano, namespace, values }],
      manifests: monitors.length > 0 ? [{ name: 'volcano-monitors', namespace, manifests: monitors }] : [],
    };
  }
}
