import { ITrainingCluster } from '../training';
import { Duration } from '../units';

/** Where a job runs in a cluster, and how it waits. */
export interface ClusterBackendOptions {
  /** The namespace of its runs: the team's, where Kueue is. */
  readonly namespace: string;

  /**
   * The queue that it waits in. That of a Kueue which a cluster had before (`existingSoftware`) has to be named, and is taken to be there.
   * @default - `default`, where `kubernetes.Kueue` was installed; else none, and a run starts at once
   */
  readonly queue?: string;

  /**
   * The name of a priority of Kueue; runs of a higher one go first.
   * @default - none
   */
  readonly priority?: string;

  /**
   * Whether runs have the token of their service account, by which a feature store of Feast knows who asks.
   * @default false
   */
  readonly serviceAccountToken?: boolean;
}

/** How the cloud's own service runs a job. */
export interface ManagedBackendOptions {
  /**
   * For how long machines stay after a run, so that the next starts without waiting for them: a warm pool of SageMaker (up to six hours, and not on spot
   * machines), idle nodes of Azure ML. Vertex AI has none; there it is refused.
   * @default - they go at once
   */
  readonly keepWarm?: Duration;
}

/** How AWS Batch runs a job. */
export interface BatchBackendOptions {
  /**
   * The most virtual CPUs that run at once, those of several runs together.
   * @default - those of one run
   */
  readonly maxCpus?: number;
}

/**
 * What runs a job.
 *
 * @example
 * import { Duration, ITrainingCluster, TrainingBackend } from 'ml-platform-constructs';
 *
 * function backends(cluster: ITrainingCluster): TrainingBackend[] {
 *   return [
 *     TrainingBackend.cluster(cluster, { namespace: 'vision' }),
 *     TrainingBackend.managed({ keepWarm: Duration.minutes(30) }),
 *     TrainingBackend.batch(),
 *   ];
 * }
 */
export class TrainingBackend {
  /**
   * A cluster: a TrainJob, RayJob, MPIJob, JobSet or Job of Kubernetes, which waits in a queue of Kueue where the namespace has one. What the kind needs
   * (`kubernetes.KubeflowTrainer`, `KubeRay`, `MpiOperator`, `JobSet`) is installed before.
   *
   * @param cluster the cluster, of the same target
   * @param options where it runs
   */
  public static cluster(cluster: ITrainingCluster, options: ClusterBackendOptions): TrainingBackend {
    return new TrainingBackend('cluster', cluster, options);
  }

  /**
   * The cloud's own service: SageMaker, Vertex AI, Azure ML.
   *
   * @param options how
   */
  public static managed(options?: ManagedBackendOptions): TrainingBackend {
    return new TrainingBackend('managed', undefined, undefined, options ?? {});
  }

  /**
   * AWS Batch, several nodes together. Google Cloud and Azure refuse it with `job/batch-service`.
   *
   * @param options how
   */
  public static batch(options?: BatchBackendOptions): TrainingBackend {
    return new TrainingBackend('batch', undefined, undefined, undefined, options ?? {});
  }

  private constructor(
    /** `cluster`, `managed` or `batch`. */
    public readonly kind: string,
    /** @internal */
    public readonly _cluster?: ITrainingCluster,
    /** @internal */
    public readonly _clusterOptions?: ClusterBackendOptions,
    /** @internal */
    public readonly _managedOptions?: ManagedBackendOptions,
    /** @internal */
    public readonly _batchOptions?: BatchBackendOptions,
  ) {}
}
