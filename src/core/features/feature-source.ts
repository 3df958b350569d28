import { ITrainingJob } from '../jobs';
import { literal, refuse } from '../private';
import { ArtifactPath } from '../storage';
import { Duration } from '../units';

/** What a stream is to be. */
export interface FeatureStreamOptions {
  /**
   * How many parts are read side by side: shards of Kinesis, partitions of Event Hubs and Kafka. Events of one entity stay in one part, and so in order, when
   * producers name the entity as the key. Pub/Sub divides topics by itself and refuses a number with `features/managed-shards`.
   * @default - 1; as many as are needed on Google Cloud
   */
  readonly shards?: number;

  /**
   * How long the stream keeps its events, so that what failed can be read again. Each service has its own bounds (`features/stream-retention`).
   * @default Duration.days(1)
   */
  readonly retention?: Duration;
}

/**
 * Where the values of a group come from.
 *
 * @example
 * import { FeatureSource, IMlPlatform, ITrainingJob } from 'ml-platform-constructs';
 *
 * function sources(ml: IMlPlatform, nightly: ITrainingJob): FeatureSource[] {
 *   return [
 *     FeatureSource.stream({ shards: 4 }),
 *     FeatureSource.table(ml.artifacts.path('features/customer_spend')),
 *     FeatureSource.job(nightly),
 *   ];
 * }
 */
export class FeatureSource {
  /**
   * A stream that is made for the group: Kinesis, Pub/Sub, Event Hubs, Kafka in a cluster. An event is a JSON object with the columns of the group, each by its name; it
   * is taken in at least once, and what cannot be taken in is kept beside the stream as a dead letter. Who gets `grantWrite` may send. Throws `features/shards`.
   *
   * @param options what it is to be
   */
  public static stream(options: FeatureStreamOptions = {}): FeatureSource {
    const { shards, retention = Duration.days(1) } = options;
    if (shards !== undefined && (!Number.isInteger(literal(shards, 'the shards of a stream')) || shards < 1)) {
      refuse('features/shards', `a stream of ${shards} shards takes nothing in: give a whole number of 1 or more, or leave it out for one`);
    }
    return new FeatureSource('stream', undefined, undefined, shards, retention);
  }

  /**
   * A folder of Parquet files, which something else keeps up to date, with the columns of the group. The online store is filled from it as often as `refresh` says.
   * SageMaker has no such thing and refuses it with `features/managed-table`.
   *
   * @param path where the files are, in a store of the platform
   */
  public static table(path: ArtifactPath): FeatureSource {
    return new FeatureSource('table', path);
  }

  /**
   * A job that writes the values whenever it runs; its identity gets what `grantWrite` gives. When it runs is said to the job, by its triggers.
   *
   * @param job a job of the same program
   */
  public static job(job: ITrainingJob): FeatureSource {
    return new FeatureSource('job', undefined, job);
  }

  private constructor(
    /** `stream`, `table` or `job`. */
    public readonly kind: string,
    /** Where the files of a table are. */
    public readonly path?: ArtifactPath,
    /** The job that writes. */
    public readonly trainingJob?: ITrainingJob,
    /** How many parts of a stream are read side by side; absent where nobody said. */
    public readonly shards?: number,
    /** How long a stream keeps its events. */
    public readonly retention?: Duration,
  ) {}
}
