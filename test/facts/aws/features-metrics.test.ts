import { freshnessPeriods, LONGEST_FRESHNESS_DAYS } from '../../../src/facts/aws/features-metrics';

const DAY = 86_400;

test.each([60, 61, 3_600, 3_601, 5_400, DAY, DAY + 1, LONGEST_FRESHNESS_DAYS * DAY])('an alarm of CloudWatch sees that nothing was written for %i seconds', (seconds) => {
  const { periodSeconds, periods } = freshnessPeriods(seconds);
  const watched = periodSeconds * periods;
  expect(watched).toBeGreaterThanOrEqual(seconds);
  expect(watched).toBeLessThan(seconds + periodSeconds);
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  expect(periodSeconds % 60).toBe(0);
  expect(watched).toBeLessThanOrEqual(periodSeconds < 3_600 ? DAY : 7 * DAY);
});
