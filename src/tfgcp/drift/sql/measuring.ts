/** Ranges of a number that hold as many values of the baseline each. */
export const BUCKETS = 10;

/** Values of a feature that are told apart; the rest counts as one. */
export const MOST_CATEGORIES = 1000;

/** A part of nothing would make a stability index infinite. */
export const SMALLEST_PART = 0.0001;

/** What is larger is no measurement, and its square no number. */
export const LARGEST = 1e30;

/** The ratio of a group that has what nobody else has. */
export const BOUNDLESS = 1e6;

/** Fewer than these say nothing: what is measured of them is kept, and calls nobody. */
export const LEAST = {
  /** Values of a distribution, now and in what was learned. */
  compared: 50,
  /** Records of a value that are expected: https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.chisquare.html */
  expected: 5,
  /** Records of which some are broken, and those that are held against ground truth. */
  judged: 50,
  /** Members of a group of people, and of all others. */
  group: 30,
} as const;

