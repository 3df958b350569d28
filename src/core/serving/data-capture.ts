import { literal, refuse } from '../private';
import { ArtifactPath } from '../storage';

/** Where what is captured goes, and what it is. */
export interface DataCaptureOptions {
  /**
   * Where it is written. On Vertex AI it is a table of BigQuery always, and a path is refused with `serving/capture-path`.
   * @default - the folder `capture/<endpoint>` of the platform's artifacts; a table of BigQuery on Vertex AI
   */
  readonly path?: ArtifactPath;

  /**
   * Whether answers are kept, too.
   * @default true
   */
  readonly responses?: boolean;
}

/**
 * Which requests are kept, with what was answered, for monitors and audits.
 *
 * @example
 * import { DataCapture } from 'ml-platform-constructs';
 *
 * const everyTenth = DataCapture.sampled(10);
 */
export class DataCapture {
  /**
   * Throws `serving/capture-percent`.
   *
   * @param percent of the requests, 1 to 100
   * @param options where they go
   */
  public static sampled(percent: number, options?: DataCaptureOptions): DataCapture {
    if (!Number.isInteger(literal(percent, 'the sampling of a capture')) || percent < 1 || percent > 100) {
      refuse('serving/capture-percent', `${percent} % of the requests cannot be kept: give a whole number from 1 to 100`);
    }
    return new DataCapture(percent, options?.responses ?? true, options?.path);
  }

  private constructor(
    /** Of how many requests in a hundred. */
    public readonly percent: number,
    /** Whether answers are kept, too. */
    public readonly responses: boolean,
    /** Where it is written. */
    public readonly path?: ArtifactPath,
  ) {}
}
