import { literal, refuse } from '../private';

/** What an answer that is one of two means. */
export interface BinaryPredictionOptions {
  /**
   * What answers, and ground truth, say where it is so.
   * @default '1'
   */
  readonly positive?: string;

  /**
   * From which probability on an answer counts as positive, where answers are probabilities. Throws `drift/prediction`.
   * @default - answers are one of the two values
   */
  readonly threshold?: number;
}

/**
 * What a model answers: its kind, and the column that it is in wherever data has columns: batch outputs, baselines, ground truth.
 *
 * @example
 * import { Prediction } from 'ml-platform-constructs';
 *
 * const fraud = Prediction.binary('fraud', { positive: '1', threshold: 0.5 });
 * const price = Prediction.regression('price');
 */
export class Prediction {
  /**
   * One of two. Throws `drift/prediction` for a threshold that is no probability.
   *
   * @param column lower-case letters, digits and underscores, a letter first
   * @param options what the two are
   */
  public static binary(column: string, options: BinaryPredictionOptions = {}): Prediction {
    const { positive = '1', threshold } = options;
    if (positive === '') {
      refuse('drift/prediction', `'${column}' is said to be positive where nothing is said, which every monitor takes for missing: give the value that answers have, such as '1'`);
    }
    if (threshold !== undefined && !(literal(threshold, `the threshold of '${column}'`) > 0 && threshold < 1)) {
      refuse('drift/prediction', `answers from ${threshold} on are to count as positive, which is no probability: give a number between 0 and 1`);
    }
    return new Prediction('binary', column, positive, threshold);
  }

  /**
   * One of several.
   *
   * @param column lower-case letters, digits and underscores, a letter first
   */
  public static multiclass(column: string): Prediction {
    return new Prediction('multiclass', column);
  }

  /**
   * A number.
   *
   * @param column lower-case letters, digits and underscores, a letter first
   */
  public static regression(column: string): Prediction {
    return new Prediction('regression', column);
  }

  private constructor(
    /** `binary`, `multiclass` or `regression`. */
    public readonly problem: string,
    /** The name of the column. */
    public readonly column: string,
    /** What says that it is so, for `binary`. */
    public readonly positive?: string,
    /** From which probability on it is so, where answers are probabilities. */
    public readonly threshold?: number,
  ) {
    literal(column, 'the column of a prediction');
  }
}
