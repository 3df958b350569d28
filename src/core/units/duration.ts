import { literal, refuse } from '../private';

const SECONDS = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;

/**
 * A length of time, in whole seconds. Each target converts it to what its service takes.
 *
 * @example
 * import { Duration } from 'ml-platform-constructs';
 *
 * const bake = Duration.minutes(10);
 * const kept = Duration.days(365);
 */
export class Duration {
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

  private readonly amountInSeconds: number;

  private constructor(amount: number, private readonly unit: keyof typeof SECONDS) {
    if (!Number.isInteger(literal(amount, 'a duration')) || amount < 0) {
      refuse('core/duration', `${amount} ${unit}s is no duration: give a whole number, 0 or more`);
    }
    this.amountInSeconds = amount * SECONDS[unit];
  }

  /** The length in seconds. */
  public toSeconds(): number {
    return this.amountInSeconds;
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
    const amount = this.amountInSeconds / SECONDS[this.unit];
    return `${amount} ${this.unit}${amount === 1 ? '' : 's'}`;
  }

  private whole(unit: keyof typeof SECONDS): number {
    const amount = this.amountInSeconds / SECONDS[unit];
    if (!Number.isInteger(amount)) refuse('core/duration', `${this} is not a whole number of ${unit}s: give one that is`);
    return amount;
  }
}
