import { literal, refuse } from '../private';

const MILLISECONDS = { millisecond: 1, second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * A length of time, in whole milliseconds. Each target converts it to what its service takes.
 *
 * @example
 * import { Duration } from 'ml-platform-constructs';
 *
 * const answer = Duration.millis(50);
 * const bake = Duration.minutes(10);
 * const kept = Duration.days(365);
 */
export class Duration {
  /**
   * A number of milliseconds. Throws `core/duration`.
   *
   * @param amount whole milliseconds, 0 or more
   */
  public static millis(amount: number): Duration {
    return new Duration(amount, 'millisecond');
  }

  /**
   * A number of seconds. Throws `core/duration`.
   *
   * @param amount whole seconds, 0 or more
   */
  public static seconds(amount: number): Duration {
    return new Duration(amount, 'second');
  }

  /**
   * A number of minutes. Throws `core/duration`.
   *
   * @param amount whole minutes, 0 or more
   */
  public static minutes(amount: number): Duration {
    return new Duration(amount, 'minute');
  }

  /**
   * A number of hours. Throws `core/duration`.
   *
   * @param amount whole hours, 0 or more
   */
  public static hours(amount: number): Duration {
    return new Duration(amount, 'hour');
  }

  /**
   * A number of days. Throws `core/duration`.
   *
   * @param amount whole days of 24 hours, 0 or more
   */
  public static days(amount: number): Duration {
    return new Duration(amount, 'day');
  }

  private readonly amountInMilliseconds: number;

  private constructor(amount: number, private readonly unit: keyof typeof MILLISECONDS) {
    if (!Number.isInteger(literal(amount, 'a duration')) || amount < 0) {
      refuse('core/duration', `${amount} ${unit}s is no duration: give a whole number, 0 or more`);
    }
    this.amountInMilliseconds = amount * MILLISECONDS[unit];
  }

  /** The length in milliseconds. */
  public toMilliseconds(): number {
    return this.amountInMilliseconds;
  }

  /** The length in seconds; throws `core/duration` if they are not whole. */
  public toSeconds(): number {
    return this.whole('second');
  }

  /** The length in minutes; throws `core/duration` if they are not whole. */
  public toMinutes(): number {
    return this.whole('minute');
  }

  /** The length in hours; throws `core/duration` if they are not whole. */
  public toHours(): number {
    return this.whole('hour');
  }

  /** The length in days; throws `core/duration` if they are not whole. */
  public toDays(): number {
    return this.whole('day');
  }

  /** The length as a person would write it: `90 days`. */
  public toString(): string {
    const amount = this.amountInMilliseconds / MILLISECONDS[this.unit];
    return `${amount} ${this.unit}${amount === 1 ? '' : 's'}`;
  }

  private whole(unit: keyof typeof MILLISECONDS): number {
    const amount = this.amountInMilliseconds / MILLISECONDS[unit];
    if (!Number.isInteger(amount)) refuse('core/duration', `${this} is not a whole number of ${unit}s: give one that is`);
    return amount;
  }
}
