import { refuse } from '../private';
import { Duration } from '../units';

/**
 * For how long nobody, not even an administrator, can delete or change an object.
 *
 * @example
 * import { Duration, Retention } from 'ml-platform-constructs';
 *
 * const audited = Retention.locked(Duration.days(2_555));
 */
export class Retention {
  /** Objects may be deleted by whoever has the right to. */
  public static none(): Retention {
    return new Retention(undefined);
  }

  /**
   * Write once, read many. **It cannot be shortened or taken back**, and a store with locked objects cannot be destroyed:
   * S3 Object Lock in compliance mode, a locked retention policy on Cloud Storage, a locked immutability policy on Azure.
   *
   * @param period whole days, 1 to 36,500
   */
  public static locked(period: Duration): Retention {
    const days = period.toDays();
    if (days < 1 || days > 36_500) refuse('storage/retention', `objects cannot be locked for ${period}: give 1 to 36,500 days`);
    return new Retention(days);
  }

  private constructor(
    /** The days for which objects are locked; none for `Retention.none()`. */
    public readonly lockedDays?: number,
  ) {}
}
