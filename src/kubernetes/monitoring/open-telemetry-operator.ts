import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { mirroredImage } from '../mirrored-image';
import { operatorImages } from './open-telemetry-images';
import { watchedBy } from './watched-by';

/** What the operator starts. */
export interface OpenTelemetryOperatorProps {
  /**
   * The image of collectors that name none, without its tag: it has the tag of the chart. The distribution decides what receivers and exporters there are.
   * @default - the distribution of OpenTelemetry for Kubernetes, `ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s`
   */
  readonly collectorImage?: string;
}

const COLLECTOR = 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s';

/**
 * The operator of OpenTelemetry: collectors of traces, measurements and logs as resources of Kubernetes, and programs that are instrumented by an annotation.
 *
 * @see https://opentelemetry.io/docs/platforms/kubernetes/operator/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function trace(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.CertManager());
 *   cluster.install(new kubernetes.OpenTelemetryOperator());
 * }
 */
export class OpenTelemetryOperator implements IClusterSoftware {
  public readonly softwareName: string = 'opentelemetry-operator';
  public readonly needs: string[] = ['cert-manager'];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param props what it starts
   */
  public constructor(private readonly props: OpenTelemetryOperatorProps = {}) {}

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { mirror } = cluster;
    const { collectorImage = mirror ? mirroredImage(mirror, COLLECTOR) : COLLECTOR } = this.props;
    const { enabled, labels } = watchedBy(cluster);
    const values = {
      replicaCount: 2,
      pdb: { create: true },
      manager: {
        // The chart's own has changed: https://github.com/open-telemetry/opentelemetry-helm-charts/blob/main/charts/opentelemetry-operator/UPGRADING.md
        collectorImage: { repository: collectorImage },
        serviceMonitor: { enabled, extraLabels: labels },
        ...(mirror ? operatorImages(mirror) : {}),
      },
      admissionWebhooks: { certManager: { enabled: true } },
    };
    return {
      namespaces: [{ name: this.softwareName, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.openTelemetryOperator, namespace: this.softwareName, values }],
    };
  }
}
