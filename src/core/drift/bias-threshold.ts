import { literal, refuse } from '../private';

/** How differently a model treats a group. */
export enum BiasMetric {
  /** The part of the group that gets a positive answer, less that of all others: -1 to 1, 0 is fair. Clarify calls it DPPL, with the other sign. */
  DEMOGRAPHIC_PARITY_DIFFERENCE = 'demographic-parity-difference',

  /** The part of the group that gets a positive answer, divided by that of all others: 1 is fair. */
  DISPARATE_IMPACT = 'disparate-impact',

  /** The part of those of the group who are positive that was found, less that of all others: -1 to 1, 0 is fair. Needs ground truth. */
  EQUAL_OPPORTUNITY_DIFFERENCE = 'equal-opportunity-difference',
}

/**
 * How differently a model may treat a group.
 *
 * @example
 * import { BiasThreshold } from 'ml-platform-constructs';
 *
 * const fair = [BiasThreshold.disparateImpact(0.8), BiasThreshold.demographicParityDifference(0.1)];
 */
export class BiasThreshold {
  /**
   * How far the group may be from the others, whoever has more. Throws `drift/threshold`.
   *
   * @param most between 0 and 1
   */
  public static demographicParityDifference(most: number): BiasThreshold {
    return new BiasThreshold(BiasMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, fraction(BiasMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, most));
  }

  /**
   * The least part that the one who has less may have of what the other has: 0.8 is the four-fifths rule (https://www.ecfr.gov/current/title-29/section-1607.4). Throws
   * `drift/threshold`.
   *
   * @param least between 0 and 1
   */
  public static disparateImpact(least: number): BiasThreshold {
    return new BiasThreshold(BiasMetric.DISPARATE_IMPACT, fraction(BiasMetric.DISPARATE_IMPACT, least));
  }

  /**
   * How far the group may be from the others, whoever has more. Throws `drift/threshold`.
   *
   * @param most between 0 and 1
   */
  public static equalOpportunityDifference(most: number): BiasThreshold {
    return new BiasThreshold(BiasMetric.EQUAL_OPPORTUNITY_DIFFERENCE, fraction(BiasMetric.EQUAL_OPPORTUNITY_DIFFERENCE, most));
  }

  private constructor(
    /** Which. */
    public readonly metric: BiasMetric,
    /** From which value on it is bad. */
    public readonly value: number,
  ) {}
}

function fraction(metric: BiasMetric, value: number): number {
  if (!(literal(value, `the threshold of ${metric}`) > 0 && value < 1)) {
    refuse('drift/threshold', `the threshold of ${metric} is ${value}, which always or never holds: give a number between 0 and 1`);
  }
  return value;
}
