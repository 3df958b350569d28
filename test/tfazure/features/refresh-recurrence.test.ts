import { Duration, Schedule } from '../../../src/core';
import { refreshRecurrence, windowMillis } from '../../../src/tfazure/features/refresh-recurrence';

const of = (schedule: Schedule) => {
  const { frequency, interval, startTime } = refreshRecurrence(schedule) ?? {};
  return frequency === undefined ? undefined : [frequency, interval, startTime!.slice(11, 16)];
};

test('whole hours and days, from a time that is gone', () => {
  expect(of(Schedule.every(Duration.hours(5)))).toEqual(['Hour', 5, '00:00']);
  expect(of(Schedule.every(Duration.hours(48)))).toEqual(['Day', 2, '00:00']);
  expect(of(Schedule.daily(3))).toEqual(['Day', 1, '03:00']);
  expect(of(Schedule.cron({ minute: '5' }))).toEqual(['Hour', 1, '00:05']);
});

test('nothing else', () => {
  expect(of(Schedule.every(Duration.minutes(90)))).toBeUndefined();
  expect(of(Schedule.cron({ minute: '*/5' }))).toBeUndefined();
  expect(of(Schedule.cron({ minute: '0', hour: '1,13' }))).toBeUndefined();
  expect(of(Schedule.cron({ minute: '0', hour: '3', dayOfWeek: '1' }))).toBeUndefined();
});

test('a run takes as much as lies between runs', () => {
  expect(windowMillis(refreshRecurrence(Schedule.every(Duration.hours(5)))!)).toBe(5 * 3_600_000);
  expect(windowMillis(refreshRecurrence(Schedule.daily(3))!)).toBe(24 * 3_600_000);
});
