import { ClusterTraits, IClusterSoftware, MaintenanceWindow, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { mirroredImage } from '../mirrored-image';
import { serviceMonitor } from '../monitoring/watched-by';
import { karpenterManifests } from './karpenter-manifests';
import { KarpenterPool } from './karpenter-pool';

/** What Karpenter has to know of the account. */
export interface KarpenterProps {
  /** The name of the queue that tells of machines which are taken back. */
  readonly interruptionQueueName: string;

  /** The nodes that it makes. */
  readonly pools: KarpenterPool[];

  /** When it may replace nodes by new images. */
  readonly window: MaintenanceWindow;

  /**
   * Whether the network has no way out: prices are then those that came with the release.
   * @default false
   */
  readonly isolated?: boolean;

  /**
   * The name of the service account that the controller runs as; it needs the rights of Karpenter's controller.
   * @default 'karpenter'
   */
  readonly serviceAccountName?: string;
}

/**
 * Karpenter: machines come when pods wait for them, go when nothing runs on them, and are drained when AWS takes them back.
 * `TrainingCluster` of the AWS targets installs it, with the rights and the queue that it needs, as soon as a group is elastic.
 *
 * @see https://karpenter.sh/docs/
 *
 * @example
 * import { Duration, kubernetes, MaintenanceWindow, Weekday } from 'ml-platform-constructs';
 *
 * function karpenter(pool: kubernetes.KarpenterPool) {
 *   const window = MaintenanceWindow.weekly(Weekday.SUNDAY, 0, Duration.hours(12));
 *   return new kubernetes.Karpenter({ interruptionQueueName: 'acme-train', pools: [pool], window });
 * }
 */
export class Karpenter implements IClusterSoftware {
  public readonly softwareName: string = 'karpenter';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = ['cluster-autoscaler'];
  public readonly provides: string[] = [];

  /**
   * @param props what it has to know
   */
  public constructor(private readonly props: KarpenterProps) {}

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { clusterName, mirror } = cluster;
    const namespace = 'kube-system';
    const { interruptionQueueName, pools, window, isolated = false, serviceAccountName = 'karpenter' } = this.props;
    const values = {
      serviceAccount: { name: serviceAccountName },
      settings: { clusterName, interruptionQueue: interruptionQueueName, isolatedVPC: isolated },
      serviceMonitor: serviceMonitor(cluster),
      ...(mirror ? { controller: { image: { repository: mirroredImage(mirror, 'public.ecr.aws/karpenter/controller') } } } : {}),
    };
    return {
      charts: [
        { releaseName: 'karpenter-crd', ...CHARTS.karpenterCrd, namespace },
        { releaseName: 'karpenter', ...CHARTS.karpenter, namespace, values },
      ],
      manifests: [{ name: 'karpenter-pools', namespace, manifests: karpenterManifests(pools, window) }],
    };
  }
}
