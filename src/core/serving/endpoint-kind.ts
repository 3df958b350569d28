import { ITrainingCluster } from '../training';
import { ModelGateway } from './model-gateway';

/** Where an endpoint runs in a cluster. */
export interface ClusterEndpointOptions {
  /** The namespace of its pods. */
  readonly namespace: string;

  /**
   * The Gateway through which it is reached from outside of the cluster, and which splits requests between variants. Of `EndpointKind.kserve` that is said to
   * `kubernetes.KServe`, once for all models.
   * @default - it is reached from inside of the cluster only, and has one variant
   */
  readonly gateway?: ModelGateway;

  /**
   * Whether its pods have the token of their service account, by which a feature store of Feast knows who asks.
   * @default false
   */
  readonly serviceAccountToken?: boolean;
}

/**
 * What an endpoint is made of, which decides how it scales and how a new model takes over; `docs/serving.md` has the table.
 *
 * @example
 * import { EndpointKind, ITrainingCluster } from 'ml-platform-constructs';
 *
 * function kinds(cluster: ITrainingCluster): EndpointKind[] {
 *   return [
 *     EndpointKind.managed(),
 *     EndpointKind.scaleToZero(),
 *     EndpointKind.kserve(cluster, { namespace: 'fraud' }),
 *     EndpointKind.deployment(cluster, { namespace: 'fraud' }),
 *   ];
 * }
 */
export class EndpointKind {
  /** The cloud's own service: a real-time endpoint of SageMaker, an endpoint of Vertex AI, a managed online endpoint of Azure ML. One replica always runs. */
  public static managed(): EndpointKind {
    return new EndpointKind('managed');
  }

  /**
   * The cloud's own service with machines that go when nobody asks: an inference component of SageMaker. The first requests after a pause are refused until a
   * machine is there, some minutes later. Google Cloud and Azure refuse it with `serving/managed-zero`.
   */
  public static scaleToZero(): EndpointKind {
    return new EndpointKind('scale-to-zero');
  }

  /**
   * An InferenceService of KServe in a cluster. With `kubernetes.Knative` in the cluster it scales to zero and holds requests until a pod is there.
   *
   * @param cluster the cluster, of the same target, in which `kubernetes.KServe` was installed
   * @param options where it runs
   */
  public static kserve(cluster: ITrainingCluster, options: ClusterEndpointOptions): EndpointKind {
    return new EndpointKind('kserve', cluster, options);
  }

  /**
   * A plain Deployment of Kubernetes with its Service: FastAPI, Flask, gRPC, any server. Rollouts other than `Rollout.allAtOnce` need `kubernetes.ArgoRollouts`.
   *
   * @param cluster the cluster, of the same target
   * @param options where it runs
   */
  public static deployment(cluster: ITrainingCluster, options: ClusterEndpointOptions): EndpointKind {
    return new EndpointKind('deployment', cluster, options);
  }

  private constructor(
    /** `managed`, `scale-to-zero`, `kserve` or `deployment`. */
    public readonly kind: string,
    /** @internal */
    public readonly _cluster?: ITrainingCluster,
    /** @internal */
    public readonly _clusterOptions?: ClusterEndpointOptions,
  ) {}
}
