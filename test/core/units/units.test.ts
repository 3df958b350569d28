import { Token as CdkToken } from 'aws-cdk-lib/core';
import { Token as TfToken } from 'cdktf';
import { Duration, Schedule, Size } from '../../../src/core';
import { codesOf } from '../../support/refusals';

describe('Duration', () => {
  test('converts between units that are whole', () => {
    expect(Duration.days(2).toHours()).toBe(48);
    expect(Duration.minutes(90).toSeconds()).toBe(5_400);
    expect(Duration.hours(48).toDays()).toBe(2);
  });

  test('never rounds: 90 minutes are no hours', () => {
    expect(codesOf(() => Duration.minutes(90).toHours())).toEqual(['core/duration']);
  });

  test.each([-1, 1.5, NaN])('refuses %p', (amount) => {
    expect(codesOf(() => Duration.days(amount))).toEqual(['core/duration']);
  });

  test('says itself as a person would', () => {
    expect(`${Duration.days(1)}, ${Duration.days(90)}`).toBe('1 day, 90 days');
  });
});

test.each([['AWS CDK', CdkToken.asNumber({ resolve: () => 7 })], ['cdktf', TfToken.asNumber({ resolve: () => 7 })]])(
  'a number that %s knows only at deployment is refused where a literal decides',
  (_, token) => {
    expect(codesOf(() => Duration.days(token))).toEqual(['core/token-not-allowed']);
    expect(codesOf(() => Size.gibibytes(token))).toEqual(['core/token-not-allowed']);
  },
);

describe('Size', () => {
  test('is never given to a service as less than was asked for', () => {
    expect(Size.mebibytes(1_025).toGibibytes()).toBe(2);
    expect(Size.tebibytes(5).toBytes()).toBe(5 * 1024 ** 4);
  });

  test.each([0, -5, 0.5])('refuses %p', (amount) => {
    expect(codesOf(() => Size.gibibytes(amount))).toEqual(['core/size']);
  });
});

describe('Schedule', () => {
  test('becomes a crontab line', () => {
    expect(Schedule.daily(3).cronExpression).toBe('0 3 * * *');
    expect(Schedule.cron({ minute: '*/15', hour: '7-18', dayOfWeek: '1-5' }).cronExpression).toBe('*/15 7-18 * * 1-5');
  });

  test.each([{ hour: '24' }, { minute: '60' }, { dayOfMonth: '0' }, { dayOfWeek: '7' }, { hour: '9-5' }, { minute: '*/0' }, { hour: 'noon' }, { month: '' }])(
    'refuses %p',
    (fields) => {
      expect(codesOf(() => Schedule.cron(fields))).toEqual(['core/schedule']);
    },
  );

  test('refuses less than a minute', () => {
    expect(codesOf(() => Schedule.every(Duration.seconds(0)))).toEqual(['core/schedule']);
    expect(codesOf(() => Schedule.every(Duration.seconds(90)))).toEqual(['core/duration']);
  });
});
