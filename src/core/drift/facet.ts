import { refuse } from '../private';

/**
 * A group of people, of which a monitor asks whether a model treats it like all others.
 *
 * @example
 * import { Facet } from 'ml-platform-constructs';
 *
 * const facets = [Facet.of('sex', 'female'), Facet.of('age_group', '60-69', '70+')];
 */
export class Facet {
  /**
   * Throws `drift/facet` without a value, and at the monitor `drift/value` for one that the feature cannot have.
   *
   * @param feature a feature of the schema, of string, int or bool
   * @param values the values that tell who belongs to the group
   */
  public static of(feature: string, ...values: string[]): Facet {
    if (values.length === 0) refuse('drift/facet', `it is not said who belongs to the group by '${feature}': give one or more of its values, as in Facet.of('sex', 'female')`);
    return new Facet(feature, values);
  }

  private constructor(
    /** The feature. */
    public readonly feature: string,
    /** Who has one of these belongs to the group. */
    public readonly values: string[],
  ) {}
}
