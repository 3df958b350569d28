/** By what two distributions are compared. Which one a monitor can take stands in `docs/drift.md`; another is refused with `drift/measure`. */
export enum DriftMeasure {
  /** The distance of Jensen and Shannon, 0 (the same) to 1. */
  JENSEN_SHANNON = 'jensen-shannon',

  /** The largest difference: of cumulated parts for numbers, of parts for categories; 0 (the same) to 1. */
  L_INFINITY = 'l-infinity',

  /** The population stability index, 0 (the same) and more; 0.2 is a usual threshold. */
  PSI = 'psi',
}
