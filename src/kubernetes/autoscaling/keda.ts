import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { serviceMonitor, watchedBy } from '../monitoring/watched-by';

/** A kind that can be scaled. */
export interface ScaledKind {
  /** The group of its API: `leaderworkerset.x-k8s.io`. */
  readonly apiGroup: string;

  /** What its API calls it, in the plural: `leaderworkersets`. */
  readonly resource: string;
}

/** What KEDA may do. */
export interface KedaProps {
  /**
   * Kinds that it scales beside Deployments and StatefulSets; Jobs it makes by itself. The chart's own default is the right to read everything in the cluster.
   * @default - none
   */
  readonly scaledKinds?: ScaledKind[];

  /**
   * Whether it reads the Secrets of every namespace, so that a `TriggerAuthentication` may name one. Without it, it reads those of its own namespace `keda`,
   * which a `ClusterTriggerAuthentication` names.
   * @default false
   */
  readonly readsAllSecrets?: boolean;
}

/**
 * KEDA: workloads grow and shrink, down to none, by what waits for them: messages, measurements of Prometheus, times of day.
 *
 * It serves `external.metrics.k8s.io`, of which a cluster has one server. The operator, the server of metrics and the webhooks stand twice.
 *
 * @see https://keda.sh/docs/latest/operate/cluster/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function scaleByEvents(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.Keda({ scaledKinds: [{ apiGroup: 'leaderworkerset.x-k8s.io', resource: 'leaderworkersets' }] }));
 * }
 */
export class Keda implements IClusterSoftware {
  public readonly softwareName: string = 'keda';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[];

  /**
   * @param props what it may do
   */
  public constructor(private readonly props: KedaProps = {}) {
    const { scaledKinds = [] } = props;
    this.provides = scaledKinds.some(({ apiGroup, resource }) => apiGroup === 'argoproj.io' && resource === 'rollouts') ? [FEATURES.scaledRollouts] : [];
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { clusterName, mirror } = cluster;
    const { scaledKinds = [], readsAllSecrets = false } = this.props;
    const twice = { replicaCount: 2 };
    const budget = { maxUnavailable: 1 };
    const measured = { enabled: watchedBy(cluster).enabled, serviceMonitor: serviceMonitor(cluster) };
    const restrict = { restrict: { secret: !readsAllSecrets } };
    const values = {
      clusterName,
      operator: twice,
      metricsServer: twice,
      webhooks: twice,
      podDisruptionBudget: { operator: budget, metricServer: budget, webhooks: budget },
      // By default the operator may get anything, Secrets included, whatever else restricts it: https://github.com/kedacore/charts/issues/605
      rbac: {
        enabledCustomScaledRefKinds: scaledKinds.length > 0,
        scaledRefKinds: scaledKinds.map(({ apiGroup, resource }) => ({ apiGroup, kind: resource })),
      },
      permissions: { operator: restrict, metricServer: restrict },
      prometheus: { operator: measured, metricServer: measured, webhooks: measured },
      ...(mirror ? { global: { image: { registry: mirror } } } : {}),
    };
    return {
      namespaces: [{ name: this.softwareName, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.keda, namespace: this.softwareName, values }],
    };
  }
}
