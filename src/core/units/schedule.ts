import { literal, refuse } from '../private';
import { Duration } from './duration';

/** The five fields of a cron expression, as the crontab of a POSIX system has them; times are UTC. */
export interface CronFields {
  /**
   * 0–59.
   * @default '0'
   */
  readonly minute?: string;

  /**
   * 0–23.
   * @default '*'
   */
  readonly hour?: string;

  /**
   * 1–31.
   * @default '*'
   */
  readonly dayOfMonth?: string;

  /**
   * 1–12.
   * @default '*'
   */
  readonly month?: string;

  /**
   * 0–6, Sunday is 0.
   * @default '*'
   */
  readonly dayOfWeek?: string;
}

/** The lowest and the highest value of each field, in the order of a crontab line. */
const BOUNDS: ReadonlyArray<[keyof CronFields, number, number]> = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['dayOfMonth', 1, 31],
  ['month', 1, 12],
  ['dayOfWeek', 0, 6],
];

/**
 * When something recurs, in UTC: `rate(…)` in EventBridge, a crontab line in Cloud Scheduler and Kubernetes, a recurrence in Azure.
 *
 * A target that cannot express a schedule refuses it when the construct is made.
 *
 * @example
 * import { Duration, Schedule } from 'ml-platform-constructs';
 *
 * const nightly = Schedule.daily(3);
 * const often = Schedule.every(Duration.hours(6));
 * const weekdays = Schedule.cron({ hour: '7', dayOfWeek: '1-5' });
 */
export class Schedule {
  /**
   * Every day at the full hour.
   *
   * @param hour 0–23, UTC
   */
  public static daily(hour: number): Schedule {
    return Schedule.cron({ hour: String(literal(hour, 'the hour of a schedule')) });
  }

  /**
   * At a fixed distance.
   *
   * @param distance at least one minute, in whole minutes
   */
  public static every(distance: Duration): Schedule {
    if (distance.toMinutes() < 1) refuse('core/schedule', `${distance} is too short for a schedule: give one minute or more`);
    return new Schedule(undefined, distance);
  }

  /**
   * At the times that a cron expression names.
   *
   * @param fields the fields that are not `*`
   */
  public static cron(fields: CronFields): Schedule {
    const parts = BOUNDS.map(([field, low, high]) => checkedField(field, fields[field] ?? (field === 'minute' ? '0' : '*'), low, high));
    return new Schedule(parts.join(' '), undefined);
  }

  private constructor(
    /** The crontab line, for a schedule made by `cron` or `daily`. */
    public readonly cronExpression?: string,
    /** The distance, for a schedule made by `every`. */
    public readonly interval?: Duration,
  ) {}
}

function checkedField(field: string, given: string, low: number, high: number): string {
  const inBounds = (n: string) => /^\d+$/.test(n) && Number(n) >= low && Number(n) <= high;
  const legal = literal(given, `the ${field} of a schedule`).split(',').every((item) => {
    const [range, step, ...more] = item.split('/');
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    if (range === '*') return true;
    const [from, to, ...rest] = range.split('-');
    return rest.length === 0 && inBounds(from) && (to === undefined || (inBounds(to) && Number(to) >= Number(from)));
  });
  if (!legal) refuse('core/schedule', `'${given}' is no ${field} of a schedule: give numbers from ${low} to ${high}, '*', a range or a step`);
  return given;
}
