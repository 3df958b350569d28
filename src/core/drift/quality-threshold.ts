import { literal, refuse } from '../private';

/** How well a model does, held against ground truth. */
export enum QualityMetric {
  /** The part of answers that is right, 0 to 1. */
  ACCURACY = 'accuracy',

  /** The part of positive answers that is right, 0 to 1; of several classes the mean, weighted by their size. */
  PRECISION = 'precision',

  /** The part of what is positive that was found, 0 to 1; of several classes the mean, weighted by their size. */
  RECALL = 'recall',

  /** The harmonic mean of precision and recall, 0 to 1; of several classes the mean, weighted by their size. */
  F1 = 'f1',

  /** The area below the ROC curve, 0 to 1; of answers that are probabilities only. */
  AUC = 'auc',

  /** The root of the mean squared error. */
  RMSE = 'rmse',

  /** The mean absolute error. */
  MAE = 'mae',

  /** The part of the variance that is explained, at most 1. */
  R2 = 'r2',
}

/** Metrics of which less is better. */
const ERRORS: readonly QualityMetric[] = [QualityMetric.RMSE, QualityMetric.MAE];

/**
 * From which value on a model does not do well enough.
 *
 * @example
 * import { QualityMetric, QualityThreshold } from 'ml-platform-constructs';
 *
 * const good = [QualityThreshold.atLeast(QualityMetric.F1, 0.8), QualityThreshold.atLeast(QualityMetric.RECALL, 0.9)];
 * const precise = [QualityThreshold.atMost(QualityMetric.RMSE, 12.5)];
 */
export class QualityThreshold {
  /**
   * For metrics of which more is better. Throws `drift/threshold`.
   *
   * @param metric which
   * @param value the least that is good enough
   */
  public static atLeast(metric: QualityMetric, value: number): QualityThreshold {
    if (ERRORS.includes(metric)) {
      refuse('drift/threshold', `the ${metric} is to be at least ${value}, but it is an error, of which less is better: take QualityThreshold.atMost(…)`);
    }
    const least = metric === QualityMetric.R2 ? -Infinity : 0;
    if (!(literal(value, `the threshold of ${metric}`) > least && value <= 1)) {
      refuse('drift/threshold', `the ${metric} is to be at least ${value}, which it always or never is: give a number above ${least === 0 ? '0' : 'minus infinity'}, at most 1`);
    }
    return new QualityThreshold(metric, value, 'least');
  }

  /**
   * For errors. Throws `drift/threshold`.
   *
   * @param metric which
   * @param value the most that is good enough, in the unit of the prediction
   */
  public static atMost(metric: QualityMetric, value: number): QualityThreshold {
    if (!ERRORS.includes(metric)) {
      refuse('drift/threshold', `the ${metric} is to be at most ${value}, but more of it is better: take QualityThreshold.atLeast(…)`);
    }
    if (!(literal(value, `the threshold of ${metric}`) > 0 && Number.isFinite(value))) {
      refuse('drift/threshold', `the ${metric} is to be at most ${value}, which no model reaches: give a number above 0`);
    }
    return new QualityThreshold(metric, value, 'most');
  }

  private constructor(
    /** Which. */
    public readonly metric: QualityMetric,
    /** From which value on it is bad. */
    public readonly value: number,
    /** `least` or `most`. */
    public readonly bound: string,
  ) {}
}
