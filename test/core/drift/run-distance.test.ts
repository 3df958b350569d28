import { Duration, Schedule } from '../../../src/core';
import { longestDistanceSeconds } from '../../../src/core/drift/run-distance';

const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('the longest time between two runs', () => {
  test.each<[string, Schedule, number]>([
    ['of a distance', Schedule.every(Duration.hours(6)), 6 * HOUR],
    ['of each day', Schedule.daily(2), DAY],
    ['of two hours of a day', Schedule.cron({ hour: '6,20' }), 14 * HOUR],
    ['of weekdays, over the weekend', Schedule.cron({ hour: '7', dayOfWeek: '1-5' }), 3 * DAY],
    ['of Mondays', Schedule.cron({ hour: '7', dayOfWeek: '1' }), 7 * DAY],
    ['of the first of a month', Schedule.cron({ hour: '7', dayOfMonth: '1' }), 31 * DAY],
    ['of the 31st, which some months lack', Schedule.cron({ hour: '7', dayOfMonth: '31' }), 61 * DAY],
    ['of leap days', Schedule.cron({ hour: '7', dayOfMonth: '29', month: '2' }), 1461 * DAY],
    ['of the 13th and of Fridays, either of which is enough', Schedule.cron({ hour: '7', dayOfMonth: '13', dayOfWeek: '5' }), 7 * DAY],
    ['of every third hour from one on', Schedule.cron({ hour: '1-22/3' }), 3 * HOUR],
  ])('%s', (_, schedule, seconds) => {
    expect(longestDistanceSeconds(schedule)).toBe(seconds);
  });
});
