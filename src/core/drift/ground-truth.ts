import { refuse } from '../private';
import { ArtifactPath } from '../storage';
import { Duration } from '../units';

/** When ground truth is there. */
export interface GroundTruthOptions {
  /**
   * How long after a request it is known: a run looks at the requests of that long ago.
   * @default Duration.days(1)
   */
  readonly delay?: Duration;
}

/**
 * What turned out to be so: files in folders by the hour of the request in UTC, `<folder>/2026/11/26/09/`, in the form that `docs/drift.md` shows for each monitor.
 *
 * @example
 * import { Duration, GroundTruth, IMlPlatform } from 'ml-platform-constructs';
 *
 * function disputes(ml: IMlPlatform): GroundTruth {
 *   return GroundTruth.folder(ml.artifacts.path('fraud/truth'), { delay: Duration.days(14) });
 * }
 */
export class GroundTruth {
  /**
   * Throws `drift/ground-truth-delay` for a delay below an hour.
   *
   * @param path where it lies, in the platform's region
   * @param options when it is there
   */
  public static folder(path: ArtifactPath, options?: GroundTruthOptions): GroundTruth {
    const delay = options?.delay ?? Duration.days(1);
    if (delay.toSeconds() < 3_600) refuse('drift/ground-truth-delay', `ground truth is to be there ${delay} after a request, but it is looked for by the hour: give an hour or more`);
    return new GroundTruth(path, delay);
  }

  private constructor(
    /** Where it lies. */
    public readonly path: ArtifactPath,
    /** How long after a request it is known. */
    public readonly delay: Duration,
  ) {}
}
