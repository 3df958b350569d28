import { schedulerExpression } from '../../src/facts/aws/job-schedules';

test.each([
  ['0 3 * * *', 'cron(0 3 * * ? *)'],
  ['30 7 * * 1-5', 'cron(30 7 ? * 2-6 *)'],
  ['0 0 * * 0', 'cron(0 0 ? * 1 *)'],
  ['0 0 * * 0,6', 'cron(0 0 ? * 1,7 *)'],
  ['*/20 */8 * * *', 'cron(0,20,40 0,8,16 * * ? *)'],
  ['0 6 1-15/7 * *', 'cron(0 6 1,8,15 * ? *)'],
  ['0 6 * 6/3 */2', 'cron(0 6 ? 6,9,12 1,3,5,7 *)'],
])("the crontab '%s' is %s", (cron, expression) => {
  expect(schedulerExpression({ cron })).toBe(expression);
});

test.each([[1, 'rate(1 minute)'], [90, 'rate(90 minutes)'], [60, 'rate(1 hour)'], [360, 'rate(6 hours)'], [1440, 'rate(1 day)'], [10_080, 'rate(7 days)']])(
  'a distance of %d minutes is %s',
  (minutes, expression) => {
    expect(schedulerExpression({ minutes })).toBe(expression);
  },
);

test('a crontab that means either of two days has no expression', () => {
  expect(schedulerExpression({ cron: '0 3 1 * 1' })).toBeUndefined();
});
