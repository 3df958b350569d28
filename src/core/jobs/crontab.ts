import { Problems } from '../private';
import { Schedule } from '../units';

const MINUTES_A_DAY = 24 * 60;

/**
 * A schedule as a line of a crontab, which Cloud Scheduler, Azure ML and Kubernetes read. A distance that a crontab does not have, since its fields begin anew
 * each hour and each day, is noted, as `job/schedule` unless something else is said.
 */
export function crontabOf({ cronExpression, interval }: Schedule, service: string, problems: Problems, code = 'job/schedule'): string {
  if (cronExpression !== undefined) return cronExpression;
  const minutes = interval!.toMinutes();
  if (minutes < 60 && 60 % minutes === 0) return minutes === 1 ? '* * * * *' : `*/${minutes} * * * *`;
  if (minutes % 60 === 0 && minutes < MINUTES_A_DAY && MINUTES_A_DAY % minutes === 0) return minutes === 60 ? '0 * * * *' : `0 */${minutes / 60} * * *`;
  if (minutes === MINUTES_A_DAY) return '0 0 * * *';
  problems.add(
    code,
    `a run every ${interval} is asked for, but ${service} counts in fields that begin anew each hour and each day: give a distance that divides an hour or a day, or Schedule.cron(…)`,
  );
  return '0 0 * * *';
}
