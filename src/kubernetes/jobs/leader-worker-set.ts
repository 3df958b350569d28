import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { mirroredImage } from '../mirrored-image';

/** How groups of a leader and its workers are run. */
export interface LeaderWorkerSetProps {
  /**
   * Whether the pods of a group start together or not at all, by the scheduler of Volcano, which has to be there.
   * Kueue does not need it: a group that waits in one of its queues waits as a whole.
   * @default false
   */
  readonly gangScheduling?: boolean;
}

const NAMESPACE = 'lws-system';

/**
 * Groups of pods that are one replica, `LeaderWorkerSet`: what serves a model that does not fit on one node. It stands twice, and one of the two leads.
 *
 * @see https://lws.sigs.k8s.io/docs/overview/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function serveOnSeveralNodes(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.LeaderWorkerSet());
 * }
 */
export class LeaderWorkerSet implements IClusterSoftware {
  public readonly softwareName: string = 'leader-worker-set';
  public readonly needs: string[];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param props how groups are run
   */
  public constructor(private readonly props: LeaderWorkerSetProps = {}) {
    this.needs = props.gangScheduling ? ['volcano'] : [];
  }

  public parts({ provided, mirror }: ClusterTraits): SoftwareParts {
    const values = {
      replicaCount: 2,
      enablePrometheus: provided.includes(FEATURES.prometheusOperator),
      // The chart leaves out the profile, which a restricted namespace asks for.
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      ...(this.props.gangScheduling ? { gangSchedulingManagement: { schedulerProvider: 'volcano' } } : {}),
      ...(mirror ? { image: { manager: { repository: mirroredImage(mirror, 'registry.k8s.io/lws/lws') } } } : {}),
    };
    return {
      namespaces: [{ name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      // The names of the chart's resources begin with that of the release: a name without `lws` in it would stand before `lws`.
      charts: [{ releaseName: 'lws', ...CHARTS.leaderWorkerSet, namespace: NAMESPACE, values }],
    };
  }
}
