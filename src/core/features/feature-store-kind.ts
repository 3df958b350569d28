import { refuse } from '../private';
import { ITrainingCluster } from '../training';
import { FeastDatabase } from './feast-database';

/** Where Feast runs. */
export interface FeastOptions {
  /** The namespace of its pods. */
  readonly namespace: string;

  /**
   * What its registry and its online store are in.
   * @default - the cloud's own: DynamoDB, Firestore in Datastore mode, Azure Database for PostgreSQL. A cluster without a cloud has none (`features/feast-database`)
   */
  readonly database?: FeastDatabase;
}

/**
 * What a feature store is made of; `docs/features.md` has the table.
 *
 * @example
 * import { FeatureStoreKind, ITrainingCluster } from 'ml-platform-constructs';
 *
 * function kinds(cluster: ITrainingCluster): FeatureStoreKind[] {
 *   return [FeatureStoreKind.managed(), FeatureStoreKind.feast(cluster, { namespace: 'features' })];
 * }
 */
export class FeatureStoreKind {
  /** The cloud's own service: SageMaker Feature Store, Vertex AI Feature Store, the managed feature store of Azure ML. */
  public static managed(): FeatureStoreKind {
    return new FeatureStoreKind('managed');
  }

  /**
   * Feast in a cluster, with the online store in a database of the cloud. Streams are Kafka there, and need `kubernetes.Strimzi`. Who asks for values shows the token of its
   * service account: endpoints and jobs of the cluster have it with `serviceAccountToken: true`.
   *
   * @param cluster the cluster, of the same target, in which `kubernetes.Feast` was installed
   * @param options where it runs
   */
  public static feast(cluster: ITrainingCluster, options: FeastOptions): FeatureStoreKind {
    return new FeatureStoreKind('feast', cluster, options);
  }

  /** Tecton, which is gone. Throws `features/tecton`. */
  public static tecton(): FeatureStoreKind {
    return refuse('features/tecton', 'Tecton was bought by Databricks in 2025 and goes on as a part of it: take FeatureStoreKind.managed() or FeatureStoreKind.feast(cluster, …), or feature engineering in Databricks (docs/features.md)');
  }

  /** The legacy feature store of Vertex AI, whose API ends on 2027-02-17. Throws `features/vertex-legacy`. */
  public static vertexLegacy(): FeatureStoreKind {
    return refuse('features/vertex-legacy', 'Vertex AI Feature Store (Legacy) gets critical patches only, and ends on 2027-02-17 (https://docs.cloud.google.com/vertex-ai/docs/featurestore/overview): FeatureStoreKind.managed() makes the new one, over BigQuery');
  }

  private constructor(
    /** `managed` or `feast`. */
    public readonly kind: string,
    /** @internal */
    public readonly _cluster?: ITrainingCluster,
    /** @internal */
    public readonly _feast?: FeastOptions,
  ) {}
}
