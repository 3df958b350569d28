import { isUnresolved, refuse } from '../private';

/**
 * How the machines of a group are bought.
 *
 * @example
 * import { Capacity } from 'ml-platform-constructs';
 *
 * const cheap = Capacity.spot();
 * const sure = Capacity.reservation('cr-0123456789abcdef0');
 */
export class Capacity {
  /** At the list price, for as long as they are used. */
  public static onDemand(): Capacity {
    return new Capacity('on-demand');
  }

  /**
   * From what the cloud has left over, at a fraction of the price. It takes machines back at short notice (two minutes on AWS, thirty seconds
   * elsewhere): a node that is called back is drained, and its work starts again on another.
   */
  public static spot(): Capacity {
    return new Capacity('spot');
  }

  /**
   * From what was reserved before. Throws `training/reservation-id`.
   *
   * @param id what the cloud calls it: `cr-…` of EC2 (a capacity block, too), the name of a reservation of Compute Engine, the id of a capacity
   * reservation group of Azure
   */
  public static reservation(id: string): Capacity {
    if (!isUnresolved(id) && id.trim() === '') refuse('training/reservation-id', 'a reservation without an id cannot be found: give the id that the cloud uses');
    return new Capacity('reservation', id);
  }

  private constructor(
    /** `on-demand`, `spot` or `reservation`. */
    public readonly kind: string,
    /** What was reserved. */
    public readonly reservationId?: string,
  ) {}
}
