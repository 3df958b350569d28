import { Duration, Schedule } from '../../../src/core';
import { crontabOf } from '../../../src/core/jobs/crontab';
import { Problems } from '../../../src/core/private';
import { codesOf } from '../../support/refusals';

function lineOf(schedule: Schedule): string {
  const problems = new Problems();
  const line = crontabOf(schedule, 'Acme Scheduler', problems);
  problems.throwIfAny();
  return line;
}

test.each([
  [Schedule.daily(3), '0 3 * * *'], [Schedule.cron({ minute: '*/20', dayOfWeek: '1-5' }), '*/20 * * * 1-5'],
  [Schedule.every(Duration.minutes(1)), '* * * * *'], [Schedule.every(Duration.minutes(15)), '*/15 * * * *'], [Schedule.every(Duration.minutes(60)), '0 * * * *'],
  [Schedule.every(Duration.hours(6)), '0 */6 * * *'], [Schedule.every(Duration.days(1)), '0 0 * * *'],
])('a line of a crontab: %#', (schedule, line) => expect(lineOf(schedule)).toBe(line));

test.each([7, 45, 61, 90, 5 * 60, 36 * 60, 7 * 1440])('no crontab has a distance of %p minutes', (minutes) => {
  expect(codesOf(() => lineOf(Schedule.every(Duration.minutes(minutes))))).toEqual(['job/schedule']);
});
