import { ClusterTraits, Duration, IClusterSoftware, Size, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';

/** How Prometheus works in a cluster. */
export interface KubePrometheusStackProps {
  /**
   * How long measurements are kept, in whole days.
   * @default Duration.days(15)
   */
  readonly retention?: Duration;

  /**
   * The disk of Prometheus.
   * @default Size.gibibytes(50)
   */
  readonly storage?: Size;

  /**
   * A Secret in the namespace `monitoring` with the keys `admin-user` and `admin-password` of Grafana. You make it, so that no password is in a template.
   * @default - the chart makes up a password, in a Secret of the cluster
   */
  readonly grafanaAdminSecret?: string;
}

/**
 * Prometheus, Alertmanager and Grafana with the rules that every cluster needs. It reads the monitors and rules of every namespace, whoever made them.
 *
 * Alarms of a cluster do not need it: those are the cloud's. It is for software that measures itself in the way of Prometheus.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 *
 * @example
 * import { Duration, ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function watch(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.KubePrometheusStack({ retention: Duration.days(30) }));
 * }
 */
export class KubePrometheusStack implements IClusterSoftware {
  public readonly softwareName: string = 'kube-prometheus-stack';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [FEATURES.prometheusOperator];

  /**
   * @param props how it works
   */
  public constructor(private readonly props: KubePrometheusStackProps = {}) {}

  public parts({ clusterSystem, clusterName, mirror }: ClusterTraits): SoftwareParts {
    const { retention = Duration.days(15), storage = Size.gibibytes(50), grafanaAdminSecret } = this.props;
    const closed = { enabled: false };
    const values = {
      ...(mirror ? { global: { imageRegistry: mirror } } : {}),
      prometheus: {
        prometheusSpec: {
          retention: `${retention.toDays()}d`,
          externalLabels: { cluster: clusterName },
          // By default it reads only what carries the label of its own release.
          serviceMonitorSelectorNilUsesHelmValues: false,
          podMonitorSelectorNilUsesHelmValues: false,
          probeSelectorNilUsesHelmValues: false,
          ruleSelectorNilUsesHelmValues: false,
          scrapeConfigSelectorNilUsesHelmValues: false,
          storageSpec: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: `${storage.toGibibytes()}Gi` } } } } },
        },
      },
      // The clouds hide the control plane that they run: what cannot be reached would be an alarm for ever.
      ...(clusterSystem === 'kubernetes' ? {} : { kubeControllerManager: closed, kubeScheduler: closed, kubeEtcd: closed, kubeProxy: closed }),
      grafana: { sidecar: { dashboards: { searchNamespace: 'ALL' } }, ...(grafanaAdminSecret ? { admin: { existingSecret: grafanaAdminSecret } } : {}) },
    };
    return {
      // The node exporter reads the host.
      namespaces: [{ name: 'monitoring', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.kubePrometheusStack, namespace: 'monitoring', values }],
    };
  }
}
