import { Comparison, Duration, FeatureSource, IMetric, Severity } from '../../../src/core';
import { featureAlarms, FeatureWatch, longestLagMillis } from '../../../src/core/features/feature-alarms';
import { featureGraphs } from '../../../src/core/features/feature-graphs';
import { plan, SPEND } from './fake-features';

const metric = { label: 'a metric' } as IMetric;
const WATCH: FeatureWatch = {
  stale: { metric, threshold: 1, comparison: Comparison.BELOW },
  lag: { metric, threshold: 1000 },
  deadLetters: metric,
  failures: metric,
  whereDeadLetters: 'aws s3 ls',
};
const planned = plan({ groups: [{ ...SPEND, freshness: Duration.hours(2), source: FeatureSource.stream() }] });
const [group] = planned.groups;

test('people are called for old values, late events, dead letters and what failed', () => {
  const alarms = featureAlarms(group!, planned, WATCH);
  expect(alarms.map(({ suffix, severity }) => [suffix, severity])).toEqual([
    ['stale', planned.severity], ['late', Severity.WARNING], ['dead-letters', planned.severity], ['failing', Severity.WARNING],
  ]);
  expect(alarms[0]).toMatchObject({ threshold: 1, comparison: Comparison.BELOW });
  expect(alarms[0]!.description).toContain('customer_spend: no new values within 2 hours');
  expect(alarms[2]!.description).toContain('aws s3 ls');
});

test('what a place cannot see has no alarm', () => expect(featureAlarms(group!, planned, {})).toEqual([]));

test('events may be late for half of what is expected, or a quarter of an hour', () => {
  expect(longestLagMillis(group!)).toBe(3_600_000);
  expect(longestLagMillis({ ...group!, freshnessSeconds: undefined })).toBe(900_000);
});

test('a page shows what is measured of each group', () => {
  expect(featureGraphs([{ groupName: 'a', metrics: { reads: metric, lag: metric } }, { groupName: 'b', metrics: {} }]).map(({ title }) => title)).toEqual(['a: reads', 'a: lag of the stream']);
});
