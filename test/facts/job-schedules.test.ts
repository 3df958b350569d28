import { schedulerExpression } from '../../src/facts/aws/job-schedules';

test.each([
  ['0 3 * * *', 'cron(0 3 * * ? *)'],
  ['30 7 * * 1-5', 'cron(30 7 ? * 2-6 *)'],
  ['0 0 * * 0', 'cron(0 0 ? * 1 *)'],
  ['0 0 * * 0,6', 'cron(0 0 ? * 1,7 *)'],
  ['*/20 */8 * * *', 'cron(0,20,40 0,8,16 * * ? *)'],
  ['0 6 1-15/7 * *', 'cron(0 6 1,8,15 * ? *)'],
  ['0 6 * 6/3 */2', 'cron(0 6 ? 6,9,12 1,3,5,7 *)'],
  ['* * * * *', 'cron(* * * * ? *)'],
])("the crontab '%s' is %s", (cron, expression) => {
  expect(schedulerExpression(cron)).toBe(expression);
});

test('a crontab that means either of two days has no expression', () => {
  expect(schedulerExpression('0 3 1 * 1')).toBeUndefined();
});
