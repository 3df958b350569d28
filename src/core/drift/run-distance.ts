import { Schedule } from '../units';

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;
/** Days of the week and leap years come back after 28 years; the longest gap of a schedule is in any eight. */
const DAYS = 8 * 366;

/** The least time between two runs, in minutes: by the times of the day only, since the days of a schedule can only make it longer. */
export function leastDistanceMinutes({ cronExpression, interval }: Schedule): number {
  if (cronExpression === undefined) return interval!.toMinutes();
  const times = timesOf(cronExpression);
  return Math.min(...times.map((time, i) => (times[i + 1] ?? times[0]! + DAY_MINUTES) - time));
}

/** The longest time between two runs, in seconds: over the days at which there is none. */
export function longestDistanceSeconds({ cronExpression, interval }: Schedule): number {
  if (cronExpression === undefined) return interval!.toSeconds();
  const times = timesOf(cronExpression);
  const days = Array.from({ length: DAYS }, (_, day) => day).filter((day) => runsAt(new Date(day * DAY_MS), cronExpression.split(' ').slice(2)));
  const runs = days.flatMap((day) => times.map((time) => day * DAY_MINUTES + time));
  const gaps = runs.slice(1).map((run, i) => run - runs[i]!);
  // What runs at no day, or at one in all these years.
  return gaps.reduce((longest, gap) => Math.max(longest, gap), runs.length > 1 ? 0 : DAYS * DAY_MINUTES) * 60;
}

/** The minutes of a day at which it runs, from the first on. */
function timesOf(cronExpression: string): number[] {
  const [minute, hour] = cronExpression.split(' ');
  const times = valuesOf(hour!, 0, 23).flatMap((h) => valuesOf(minute!, 0, 59).map((m) => h * 60 + m));
  return [...new Set(times)].sort((a, b) => a - b);
}

/** A day of the month and a day of the week that are both given are two ways of being the day: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/crontab.html */
function runsAt(date: Date, [dayOfMonth, month, dayOfWeek]: string[]): boolean {
  if (!valuesOf(month!, 1, 12).includes(date.getUTCMonth() + 1)) return false;
  const byMonth = valuesOf(dayOfMonth!, 1, 31).includes(date.getUTCDate());
  const byWeek = valuesOf(dayOfWeek!, 0, 6).includes(date.getUTCDay());
  return dayOfMonth === '*' || dayOfWeek === '*' ? byMonth && byWeek : byMonth || byWeek;
}

/** The values of a field of a crontab that was checked when its schedule was made. */
function valuesOf(field: string, lowest: number, highest: number): number[] {
  return field.split(',').flatMap((item) => {
    const [range, step] = item.split('/');
    const [first, last] = range === '*' ? [lowest, highest] : range!.split('-').map(Number);
    const end = last ?? (step === undefined ? first! : highest);
    return Array.from({ length: end - first! + 1 }, (_, i) => first! + i).filter((_, i) => i % Number(step ?? 1) === 0);
  });
}
