import { AlertChannel, Budget, Comparison, Duration, Severity, Statistic } from '../../../src/core';
import { Alarm, Dashboard, Metric } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes } from '../../support/terraform';
import { stage, synth } from '../platforms';

const OPS = 'arn:aws:sns:eu-west-1:123456789012:ops';

describe('the trail', () => {
  const stack = synth();
  const trail = stack.resource('aws_cloudtrail');

  test('is whole, encrypted and sees every region', () => {
    expect(trail).toMatchObject({ enable_log_file_validation: true, is_multi_region_trail: true, kms_key_id: expect.stringContaining('aws_kms_key') });
  });

  test('sees each object of the platform, and not its own logging', () => {
    const objects = (trail.advanced_event_selector as Attributes[]).find(({ name }) => name === 'objects')!;
    const arns = (objects.field_selector as Attributes[]).find(({ field }) => field === 'resources.ARN')!;
    expect(arns.starts_with).toContain('arn:aws:s3:::acme-ml-');
    expect(arns.not_starts_with).toEqual([expect.stringMatching(/aws_s3_bucket\.Ml_Watch_Audit/)]);
  });

  test('is written by this trail alone', () => {
    const policy = JSON.parse(stack.resource('aws_s3_bucket_policy', 'Audit/Bucket/Policy').policy).Statement as Attributes[];
    policy.filter(({ Effect }) => Effect === 'Allow').forEach(({ Condition }) => {
      expect(Condition.StringEquals['aws:SourceArn']).toBe('arn:aws:cloudtrail:eu-west-1:123456789012:trail/acme-ml-audit');
    });
  });

  test('counts the refusals that concern the platform, and the alarm reads that very metric', () => {
    const filter = stack.resource('aws_cloudwatch_log_metric_filter');
    expect(filter.pattern).toContain('"acme-ml-*"');
    const { name, namespace } = filter.metric_transformation;
    expect(stack.resource('aws_cloudwatch_metric_alarm', 'DeniedAccess/Resource')).toMatchObject({ metric_name: name, namespace, statistic: 'Sum', period: 900, threshold: 10 });
  });
});

describe('channels', () => {
  const stack = synth({
    alerts: [AlertChannel.email('ml@acme.io'), AlertChannel.existing(OPS, Severity.CRITICAL)],
    budget: Budget.monthly(20_000, { alertAtPercent: [80, 100] }),
  });

  test('topics are encrypted, and only AWS services of this account publish', () => {
    Object.values(stack.resources('aws_sns_topic')).forEach((topic) => expect(topic.kms_master_key_id).toContain('aws_kms_key'));
    const policy = JSON.parse(stack.resource('aws_sns_topic_policy', 'critical/Policy').policy).Statement as Attributes[];
    const publishers = policy.filter(({ Effect }) => Effect === 'Allow').map(({ Principal }) => Principal.Service as string);
    expect(publishers).toEqual(['cloudwatch.amazonaws.com', 'events.amazonaws.com', 'budgets.amazonaws.com']);
  });

  test('a topic that exists is told of failed deployments beside ours', () => {
    expect(Object.values(stack.resources('aws_cloudwatch_event_target')).filter(({ arn }) => arn === OPS)).toHaveLength(2);
  });

  test('a budget tells each topic, although a notification takes one', () => {
    const [first, second] = ['Budget/Resource', 'Budget/Budget2'].map((path) => stack.resource('aws_budgets_budget', path));
    const calls = ({ notification }: Attributes) => {
      return (notification as Attributes[]).map(({ threshold, subscriber_sns_topic_arns: [arn] }) => [threshold, arn === OPS]);
    };
    expect([calls(first), calls(second)]).toEqual([[[80, false], [100, false]], [[100, true]]]);
    expect(first).toMatchObject({ limit_amount: '20000', limit_unit: 'USD', cost_filter: [{ name: 'TagKeyValue', values: ['user:platform$acme-ml'] }] });
  });
});

describe('an alarm', () => {
  test('on a percentile', () => {
    const { platform, synth: done } = stage();
    const metric = new Metric({ namespace: 'AWS/SageMaker', metricName: 'ModelLatency', dimensions: { EndpointName: 'fraud' }, statistic: Statistic.P99 });
    platform.addAlarm('Slow', { metric, threshold: 5, comparison: Comparison.BELOW, severity: Severity.INFO, periods: 3, description: 'slow' });
    expect(done().resource('aws_cloudwatch_metric_alarm', 'Slow/Resource')).toMatchObject({
      extended_statistic: 'p99',
      comparison_operator: 'LessThanThreshold',
      evaluation_periods: 3,
      treat_missing_data: 'notBreaching',
      dimensions: { EndpointName: 'fraud' },
      alarm_actions: [expect.stringContaining('Ml_Alerts_info')],
    });
  });

  test('on a metric of another region or cloud is refused', () => {
    const { platform } = stage();
    const metric = new Metric({ namespace: 'AWS/Billing', metricName: 'EstimatedCharges', region: 'us-east-1' });
    expect(codesOf(() => platform.addAlarm('Spend', { metric, threshold: 1, description: 'spend' }))).toEqual(['alarms/metric-region']);
    const foreign = { metricSystem: 'gcp', label: 'theirs', unit: metric.unit, statistic: metric.statistic, period: metric.period };
    expect(codesOf(() => platform.addAlarm('Foreign', { metric: foreign, threshold: 1, description: 'foreign' }))).toEqual(['alarms/wrong-target']);
  });
});

test.each([0, 45, 90])('a metric cannot be read over %i seconds, which are no whole minutes', (seconds) => {
  expect(codesOf(() => new Metric({ namespace: 'AWS/SageMaker', metricName: 'ModelLatency', period: Duration.seconds(seconds) }))).toEqual(['alarms/period']);
});

test('an alarm and a dashboard may be called otherwise', () => {
  const { stack, platform, synth: done } = stage();
  const metric = platform.artifacts.metrics.storedBytes();
  new Alarm(stack, 'Full', { platform, metric, threshold: 1, description: 'full', alarmName: 'team-full' });
  new Dashboard(stack, 'Serving', { platform, dashboardName: 'team-serving' });
  const synthesized = done();
  expect(synthesized.resource('aws_cloudwatch_metric_alarm', 'Full/Resource').alarm_name).toBe('team-full');
  expect(synthesized.resource('aws_cloudwatch_dashboard', 'Serving/Resource').dashboard_name).toBe('team-serving');
});

test('a dashboard draws what is added later, behind what is there', () => {
  const { stack, platform, synth: done } = stage();
  new Dashboard(stack, 'Serving', { platform }).addGraph('Latency', new Metric({ namespace: 'AWS/SageMaker', metricName: 'ModelLatency' }));
  platform.dashboard.addGraph('Mine', platform.artifacts.metrics.storedBytes());
  const pages = Object.values(done().resources('aws_cloudwatch_dashboard'));
  const widgets = pages.map(({ dashboard_body }) => JSON.parse(dashboard_body).widgets as Attributes[]);
  const titles = widgets.map((page) => page.map(({ properties }) => properties.title as string));
  expect(titles).toContainEqual(['Latency']);
  expect(titles.find(({ length }) => length > 1)!.pop()).toBe('Mine');
});

test('a dashboard shows texts between its graphs, as somebody wrote them', () => {
  const { stack, platform, synth: done } = stage();
  const page = new Dashboard(stack, 'Serving', { platform });
  page.addText('In production', 'version **7**, `${made}` by %{hand}');
  page.addGraph('Latency', new Metric({ namespace: 'AWS/SageMaker', metricName: 'ModelLatency' }));
  const { widgets } = JSON.parse(done().resource('aws_cloudwatch_dashboard', 'Serving/Resource').dashboard_body) as { widgets: Attributes[] };
  expect(widgets).toEqual([
    { type: 'text', x: 0, y: 0, width: 12, height: 6, properties: { markdown: '### In production\n\nversion **7**, `$${made}` by %%{hand}' } },
    expect.objectContaining({ type: 'metric', x: 12, y: 0 }),
  ]);
});
