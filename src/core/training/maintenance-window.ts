import { literal, refuse } from '../private';
import { Duration } from '../units';

/** A day of the week. */
export enum Weekday {
  /** Sunday. */
  SUNDAY = 'sunday',

  /** Monday. */
  MONDAY = 'monday',

  /** Tuesday. */
  TUESDAY = 'tuesday',

  /** Wednesday. */
  WEDNESDAY = 'wednesday',

  /** Thursday. */
  THURSDAY = 'thursday',

  /** Friday. */
  FRIDAY = 'friday',

  /** Saturday. */
  SATURDAY = 'saturday',
}

/**
 * When a cluster may be changed by the cloud itself, in UTC.
 *
 * Each cloud has limits of its own: Azure takes 4 to 24 hours (https://learn.microsoft.com/en-us/azure/aks/planned-maintenance), Google Cloud 12 hours or more
 * for a window that is weekly (48 hours in 32 days: https://docs.cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions).
 *
 * @example
 * import { Duration, MaintenanceWindow, Weekday } from 'ml-platform-constructs';
 *
 * const sundays = MaintenanceWindow.weekly(Weekday.SUNDAY, 0, Duration.hours(12));
 */
export class MaintenanceWindow {
  /**
   * Once a week. Throws `training/maintenance-window`.
   *
   * @param day on which day
   * @param startHour from which full hour, 0–23, UTC
   * @param length for how long, whole hours, 4 to 24
   */
  public static weekly(day: Weekday, startHour: number, length: Duration): MaintenanceWindow {
    const hours = length.toSeconds() / 3_600;
    if (!Number.isInteger(literal(startHour, 'the hour of a maintenance window')) || startHour < 0 || startHour > 23) {
      refuse('training/maintenance-window', `a window cannot start at ${startHour}: give a full hour from 0 to 23, UTC`);
    }
    if (!Number.isInteger(hours) || hours < 4 || hours > 24) {
      refuse('training/maintenance-window', `a window of ${length} is too short or too long to upgrade a cluster in: give 4 to 24 whole hours`);
    }
    return new MaintenanceWindow(day, startHour, hours);
  }

  private constructor(
    /** On which day. */
    public readonly day: Weekday,
    /** From which hour, UTC. */
    public readonly startHour: number,
    /** For how many hours. */
    public readonly hours: number,
  ) {}
}
