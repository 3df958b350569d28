import { Schedule } from '../units';

const MINUTES_A_DAY = 24 * 60;

/** The least time between two runs, in minutes: by the times of the day only, since the days of a schedule can only make it longer. */
export function leastDistanceMinutes({ cronExpression, interval }: Schedule): number {
  if (cronExpression === undefined) return interval!.toMinutes();
  const [minutes, hours] = cronExpression.split(' ');
  const times = values(hours!, 23).flatMap((hour) => values(minutes!, 59).map((minute) => hour * 60 + minute)).sort((a, b) => a - b);
  return Math.min(...times.map((time, i) => (times[i + 1] ?? times[0]! + MINUTES_A_DAY) - time));
}

/** The values of a field of a crontab that was checked when its schedule was made. */
function values(field: string, highest: number): number[] {
  const all = field.split(',').flatMap((item) => {
    const [range, step] = item.split('/');
    const [first, last] = range === '*' ? [0, highest] : range!.split('-').map(Number);
    const end = last ?? (step === undefined ? first! : highest);
    return Array.from({ length: end - first! + 1 }, (_, i) => first! + i).filter((_, i) => i % Number(step ?? 1) === 0);
  });
  return [...new Set(all)];
}
