import { ArtifactPath } from '../storage';
import { DataFormat } from './data-format';

/** How a batch output is written. */
export interface BatchOutputOptions {
  /**
   * How its files are written.
   * @default DataFormat.CSV
   */
  readonly format?: DataFormat;
}

/**
 * What a model has predicted of many records at once: files that have the features and the prediction as columns, in folders by the hour in UTC at which they came,
 * `<folder>/2026/11/26/09/`.
 *
 * @example
 * import { BatchOutput, DataFormat, IMlPlatform } from 'ml-platform-constructs';
 *
 * function scored(ml: IMlPlatform): BatchOutput {
 *   return BatchOutput.folder(ml.artifacts.path('churn/scored'), { format: DataFormat.JSON_LINES });
 * }
 */
export class BatchOutput {
  /**
   * A folder, in which each hour has a folder.
   *
   * @param path where it lies
   * @param options how it is written
   */
  public static folder(path: ArtifactPath, options?: BatchOutputOptions): BatchOutput {
    return new BatchOutput(path, options?.format ?? DataFormat.CSV);
  }

  private constructor(
    /** Where it lies. */
    public readonly path: ArtifactPath,
    /** How its files are written. */
    public readonly format: DataFormat,
  ) {}
}
