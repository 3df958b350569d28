/**
 * A part of the requests that is measured on its own, too.
 *
 * @example
 * import { Segment } from 'ml-platform-constructs';
 *
 * const countries = [Segment.of('country', 'NL'), Segment.of('country', 'DE')];
 */
export class Segment {
  /**
   * Requests of which a feature has a value. Throws `drift/value`, at the monitor, for one that it cannot have.
   *
   * @param feature a feature of the schema, of string, int or bool
   * @param value as text
   */
  public static of(feature: string, value: string): Segment {
    return new Segment(feature, value);
  }

  private constructor(
    /** The feature. */
    public readonly feature: string,
    /** Its value. */
    public readonly value: string,
  ) {}
}
