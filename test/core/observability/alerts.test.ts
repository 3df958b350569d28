import { AlertChannel, Duration, MetricUnit, Severity, Statistic } from '../../../src/core';
import { planAlarm } from '../../../src/core/observability/alarm-plan';
import { Problems } from '../../../src/core/private';
import { plan } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';

describe('an alert channel', () => {
  test.each(['ml', 'ml@', '@acme.io', 'ml@acme', 'ml @acme.io', 'a@b@acme.io', 'ml@acme..io', 'ml@-acme.io'])("'%s' is no e-mail address", (address) => {
    expect(codesOf(() => AlertChannel.email(address))).toEqual(['alerts/email-address']);
  });

  test.each(['http://pager.acme.io', 'pager.acme.io', 'ftp://acme.io', 'https://user:secret@acme.io/x'])("'%s' is no webhook", (url) => {
    expect(codesOf(() => AlertChannel.webhook(url))).toEqual(['alerts/webhook-url']);
  });

  test('never repeats a password in its message', () => {
    expect(() => AlertChannel.webhook('https://user:secret@acme.io/x')).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
  });

  test('takes the severities that it names, or all', () => {
    const everything = AlertChannel.email('ml@acme.io');
    const nights = AlertChannel.webhook('https://pager.acme.io', Severity.CRITICAL, Severity.CRITICAL);
    const { alerts } = plan({ alerts: [everything, nights] });
    expect(alerts[Severity.CRITICAL]).toEqual([everything, nights]);
    expect(alerts[Severity.INFO]).toEqual([everything]);
  });
});

describe('an alarm', () => {
  const metric = { metricSystem: 'aws', label: 'stored bytes', unit: MetricUnit.BYTES, statistic: Statistic.AVERAGE, period: Duration.days(1) };
  const codes = (props: object, system = 'aws') =>
    codesOf(() => {
      const problems = new Problems();
      planAlarm({ metric, threshold: 1, description: 'd', ...props }, system, problems);
      problems.throwIfAny();
    });

  test('refuses what cannot be watched, all at once', () => {
    expect(codes({ threshold: NaN, periods: 0 })).toEqual(['alarms/threshold', 'alarms/periods']);
  });

  test("refuses another cloud's metric", () => {
    expect(codes({}, 'gcp')).toEqual(['alarms/wrong-target']);
  });
});
