import { DriftMeasure } from '../../../core';

/** What the same world gives in one of 10,000 comparisons, as a quantile of the normal distribution. */
const Z = 3.719;
/** The same of the largest difference, by Kolmogorov and Smirnov. */
const LARGEST = 2.225;

const RATE = '(1 / learned + 1 / records)';
const FREE = 'GREATEST(kinds - 1, 1)';
/** https://doi.org/10.1073/pnas.17.12.684 */
const SPREAD = `${FREE} * POW(1 - 2 / (9 * ${FREE}) + ${Z} * SQRT(2 / (9 * ${FREE})), 3) * ${RATE}`;

/** Of two samples of the same world, with `learned` and `records` values of so many `kinds`. */
const CHANCE: Readonly<Record<DriftMeasure, string>> = {
  [DriftMeasure.JENSEN_SHANNON]: `SQRT(${SPREAD} / (8 * LN(2)))`,
  [DriftMeasure.L_INFINITY]: `${LARGEST} * SQRT(${RATE})`,
  [DriftMeasure.PSI]: SPREAD,
};

/**
 * How far chance alone brings two distributions from each other: the square of the distance of Jensen and Shannon, and the stability index, follow a chi-squared distribution then.
 * https://scholarworks.wmich.edu/dissertations/3208
 */
export function chanceOf(measure: DriftMeasure): string {
  return CHANCE[measure];
}
