import { AlertChannel, Comparison, Duration, MetricUnit, Severity, Statistic } from '../../../src/core';
import { Alarm, Dashboard, Metric, MetricProps, PromqlMetric } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { stage, synth } from '../platforms';

const LATENCY: MetricProps = {
  metricType: 'aiplatform.googleapis.com/prediction/online/prediction_latencies',
  resourceTypes: ['aiplatform.googleapis.com/Endpoint'],
  labels: { 'resource.labels.endpoint_id': '17' },
  label: 'latency',
  unit: MetricUnit.MILLISECONDS,
  statistic: Statistic.P99,
};

test('an alarm holds the metric against its threshold for as many periods as asked for', () => {
  const { stack, platform, synth: write } = stage({ alerts: [AlertChannel.email('ml@acme.io', Severity.CRITICAL)] });
  new Alarm(stack, 'Slow', {
    platform, metric: new Metric(LATENCY), threshold: 200, comparison: Comparison.BELOW, severity: Severity.CRITICAL, periods: 3, description: '${slow} %{x}', alarmName: 'Fraud is slow',
  });
  const policy = write().resource('google_monitoring_alert_policy', 'Slow/Resource');
  expect(policy).toMatchObject({ display_name: 'Fraud is slow', severity: 'CRITICAL', documentation: { content: '$${slow} %%{x}' } });
  expect(policy.notification_channels).toHaveLength(1);
  expect(policy.conditions[0].condition_threshold).toMatchObject({
    filter: 'metric.type = "aiplatform.googleapis.com/prediction/online/prediction_latencies" AND resource.type = "aiplatform.googleapis.com/Endpoint" AND resource.labels.endpoint_id = "17"',
    comparison: 'COMPARISON_LT',
    threshold_value: 200,
    duration: '600s',
    aggregations: [{ alignment_period: '300s', per_series_aligner: 'ALIGN_PERCENTILE_99', cross_series_reducer: 'REDUCE_MAX' }],
  });
});

test.each<[Partial<MetricProps>, string]>([
  [{ statistic: Statistic.P90 }, 'alarms/statistic'],
  [{ period: Duration.seconds(30) }, 'alarms/period'],
  [{ period: Duration.days(2) }, 'alarms/period'],
  [{ resourceTypes: [] }, 'alarms/resource-type'],
])('a metric that Cloud Monitoring cannot read is refused (%j)', (props, code) => {
  expect(codesOf(() => new Metric({ ...LATENCY, ...props }))).toEqual([code]);
});

test('an alarm holds what a query answers against its threshold, whether or not anything is measured yet', () => {
  const { stack, platform, synth: write } = stage();
  const metric = new PromqlMetric({ query: 'sum(up) / count(up)', label: 'share that is up', period: Duration.minutes(10) });
  new Alarm(stack, 'Down', { platform, metric, threshold: 0.5, comparison: Comparison.BELOW, periods: 3, description: 'down' });
  const page = new Dashboard(stack, 'Up', { platform });
  page.addGraph('Up', metric);
  const written = write();
  expect(written.resource('google_monitoring_alert_policy', 'Down/Resource').conditions).toEqual([{
    display_name: 'share that is up below 0.5',
    condition_prometheus_query_language: { query: '(sum(up) / count(up)) < 0.5', duration: '1200s', evaluation_interval: '60s', disable_metric_validation: true },
  }]);
  expect(written.resource('google_monitoring_dashboard', 'Up/Resource').dashboard_json).toContain('"prometheusQuery":"sum(up) / count(up)"');
});

test.each([
  [{ query: ' ' }, 'alarms/query'],
  [{ period: Duration.seconds(90) }, 'alarms/period'],
  [{ period: Duration.days(2) }, 'alarms/period'],
])('a query that measures nothing, or over what cannot be read, is refused (%j)', (props, code) => {
  expect(codesOf(() => new PromqlMetric({ query: 'up', label: 'up', ...props }))).toEqual([code]);
});

test('an alarm that cannot be is refused with all that is wrong, and leaves nothing', () => {
  const { stack, platform } = stage();
  const metric = { metricSystem: 'aws', label: 'x', unit: MetricUnit.COUNT, statistic: Statistic.SUM, period: Duration.minutes(1) };
  expect(codesOf(() => new Alarm(stack, 'Bad', { platform, metric, threshold: NaN, periods: 0, description: '' }))).toEqual([
    'alarms/wrong-target', 'alarms/threshold', 'alarms/periods',
  ]);
  expect(stack.node.tryFindChild('Bad')).toBeUndefined();
});

test('stored bytes are added up over storage classes and old versions', () => {
  const [condition] = synth().resource('google_monitoring_alert_policy', 'Artifacts/StorageGrowth/Resource').conditions;
  expect(condition.condition_threshold.aggregations).toEqual([{ alignment_period: '86400s', per_series_aligner: 'ALIGN_MAX', cross_series_reducer: 'REDUCE_SUM' }]);
  expect(condition.condition_threshold.filter).toMatch(/total_bytes" AND resource\.type = "gcs_bucket" AND resource\.labels\.bucket_name = "acme-ml-artifacts-\w{6}"$/);
});

test('failed deployments and denials are counted in audit logs, and an alarm waits for its counter', () => {
  const stack = synth();
  const filter = (kind: string) => stack.resource('google_logging_metric', kind).filter as string;
  expect(filter('failed-deploys')).toContain('EndpointService.DeployModel');
  expect(filter('denied-access')).toContain('protoPayload.status.code=7');
  const [condition] = stack.resource('google_monitoring_alert_policy', 'Alarms/denied-access/Resource').conditions;
  expect(condition.condition_threshold).toMatchObject({ threshold_value: 10, filter: expect.stringContaining('logging.googleapis.com/user/${google_logging_metric.') as string });
});

test('one address is one channel, whichever severities it takes', () => {
  const alerts = [AlertChannel.email('ml@acme.io', Severity.CRITICAL), AlertChannel.email('ml@acme.io', Severity.WARNING), AlertChannel.existing('projects/p/notificationChannels/1')];
  const stack = synth({ alerts });
  expect(Object.values(stack.resources('google_monitoring_notification_channel')).map(({ type }) => type as string)).toEqual(['email']);
  expect(stack.outputs.ml_info_channel_ids).toEqual(['projects/p/notificationChannels/1']);
});

test('graphs stand in two columns in the order they were added', () => {
  const { stack, platform, synth: write } = stage();
  const page = new Dashboard(stack, 'Costs', { platform });
  ['one', 'two', 'three'].forEach((title) => page.addGraph(title, platform.artifacts.metrics.storedBytes()));
  const { mosaicLayout } = JSON.parse(write().resource('google_monitoring_dashboard', 'Costs/Resource').dashboard_json as string) as {
    mosaicLayout: { tiles: Array<{ xPos: number; yPos: number; widget: { title: string } }> };
  };
  expect(mosaicLayout.tiles.map(({ xPos, yPos, widget }) => [widget.title, xPos, yPos])).toEqual([['one', 0, 0], ['two', 24, 0], ['three', 0, 16]]);
});
