/**
 * Where the nodes of a group lie to each other.
 *
 * @example
 * import { Placement } from 'ml-platform-constructs';
 *
 * const gang = Placement.compact();
 */
export class Placement {
  /**
   * Close together in one zone, for work that talks across nodes: a cluster placement group, a compact placement policy, one scale set in one zone.
   * One zone that fails takes the group with it.
   */
  public static compact(): Placement {
    return new Placement('compact');
  }

  /** In every zone of the network. */
  public static spread(): Placement {
    return new Placement('spread');
  }

  private constructor(
    /** `compact` or `spread`. */
    public readonly kind: string,
  ) {}
}
