import { IModelRegistry } from '../registry';
import { ArtifactPath } from '../storage';
import { DataFormat } from './data-format';

/** How the data of a baseline is written, and when it is read anew. */
export interface BaselineOptions {
  /**
   * How its files are written.
   * @default DataFormat.CSV
   */
  readonly format?: DataFormat;

  /**
   * The registry whose approvals renew it: once a version was approved, the data is read again, which training has put in the same place. Throws `drift/foreign-registry`.
   * @default - it is computed once, and by `baselineCommand`
   */
  readonly renewedBy?: IModelRegistry;
}

/**
 * What a model has learned from, against which everything is held.
 *
 * @example
 * import { Baseline, IMlPlatform, IModelRegistry } from 'ml-platform-constructs';
 *
 * function learned(ml: IMlPlatform, registry: IModelRegistry): Baseline {
 *   return Baseline.trainingData(ml.artifacts.path('fraud/train'), { renewedBy: registry });
 * }
 */
export class Baseline {
  /**
   * A folder of files that have the features as columns, and what is to be predicted by the name of the prediction.
   *
   * @param path where the training job puts what the model learned from
   * @param options how it is written, and when it is read anew
   */
  public static trainingData(path: ArtifactPath, options?: BaselineOptions): Baseline {
    return new Baseline(path, options?.format ?? DataFormat.CSV, options?.renewedBy);
  }

  private constructor(
    /** Where it lies. */
    public readonly path: ArtifactPath,
    /** How its files are written. */
    public readonly format: DataFormat,
    /** The registry whose approvals renew it. */
    public readonly renewedBy?: IModelRegistry,
  ) {}
}
