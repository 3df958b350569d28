import { literal, refuse } from '../private';

/**
 * How many there are of something: always the same number, or as many as the work asks for.
 *
 * @example
 * import { Scaling } from 'ml-platform-constructs';
 *
 * const always = Scaling.fixed(2);
 * const toZero = Scaling.elastic(0, 16);
 */
export class Scaling {
  /**
   * Always that many. Throws `training/scaling`.
   *
   * @param count a whole number, 1 or more
   */
  public static fixed(count: number): Scaling {
    if (!isCount(count) || count < 1) refuse('training/scaling', `always ${count} nodes cannot be: give a whole number from 1 on`);
    return new Scaling(count, count);
  }

  /**
   * As many as are asked for; with a minimum of 0, none when nobody asks. Throws `training/scaling`.
   *
   * @param min a whole number, 0 or more
   * @param max a whole number, above `min`
   */
  public static elastic(min: number, max: number): Scaling {
    if (!isCount(min) || !isCount(max)) refuse('training/scaling', `${min} to ${max} nodes cannot be: give whole numbers, 0 or more`);
    if (min > max) refuse('training/scaling', `at least ${min} and at most ${max} nodes cannot be: give a minimum that is not above the maximum`);
    if (min === max) refuse('training/scaling', `between ${min} and ${max} nodes nothing scales: give a larger maximum, or Scaling.fixed(${max})`);
    return new Scaling(min, max);
  }

  private constructor(
    /** The fewest. */
    public readonly min: number,
    /** The most. */
    public readonly max: number,
  ) {}

  /** Whether the number follows the work. */
  public isElastic(): boolean {
    return this.min < this.max;
  }
}

function isCount(count: number): boolean {
  return Number.isInteger(literal(count, 'a number of nodes')) && count >= 0;
}
