import { ITrainingCluster } from '../training';

/** Where Evidently runs. */
export interface EvidentlyOptions {
  /** The namespace of its pods. */
  readonly namespace: string;
}

/**
 * What a monitor is made of; `docs/drift.md` has the table.
 *
 * @example
 * import { DriftMonitorKind, ITrainingCluster } from 'ml-platform-constructs';
 *
 * function kinds(cluster: ITrainingCluster): DriftMonitorKind[] {
 *   return [DriftMonitorKind.managed(), DriftMonitorKind.evidently(cluster, { namespace: 'monitoring-ml' })];
 * }
 */
export class DriftMonitorKind {
  /** The cloud's own: Model Monitor and Clarify of SageMaker, BigQuery over the request log of Vertex AI, the monitors of Azure ML. */
  public static managed(): DriftMonitorKind {
    return new DriftMonitorKind('managed');
  }

  /**
   * Evidently in a cluster, for endpoints of that cluster and for batch outputs.
   *
   * @param cluster the cluster, of the same target
   * @param options where it runs
   */
  public static evidently(cluster: ITrainingCluster, options: EvidentlyOptions): DriftMonitorKind {
    return new DriftMonitorKind('evidently', cluster, options);
  }

  private constructor(
    /** `managed` or `evidently`. */
    public readonly kind: string,
    /** @internal */
    public readonly _cluster?: ITrainingCluster,
    /** @internal */
    public readonly _evidently?: EvidentlyOptions,
  ) {}
}
