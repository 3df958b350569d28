import { Weekday } from '../../core';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';

/** From the first day of the week on, as RFC 5545 writes them. */
const DAYS: ReadonlyArray<readonly [Weekday, string]> = [
  [Weekday.SUNDAY, 'SU'],
  [Weekday.MONDAY, 'MO'],
  [Weekday.TUESDAY, 'TU'],
  [Weekday.WEDNESDAY, 'WE'],
  [Weekday.THURSDAY, 'TH'],
  [Weekday.FRIDAY, 'FR'],
  [Weekday.SATURDAY, 'SA'],
];
/** Any Sunday: only the day of the week, the hour and the length matter. */
const FIRST_SUNDAY = Date.UTC(2024, 0, 7);
const HOUR = 3_600_000;

/** The window as GKE takes it: its first occurrence, and how it comes again. https://docs.cloud.google.com/kubernetes-engine/docs/how-to/maintenance-window */
export function maintenancePolicy({ day, startHour, hours }: TrainingClusterPlan['maintenance']) {
  const index = DAYS.findIndex(([name]) => name === day);
  const start = FIRST_SUNDAY + (index * 24 + startHour) * HOUR;
  return { recurringWindow: { startTime: timeOf(start), endTime: timeOf(start + hours * HOUR), recurrence: `FREQ=WEEKLY;BYDAY=${DAYS[index]![1]}` } };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
