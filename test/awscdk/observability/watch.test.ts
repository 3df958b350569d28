import { Metric as CloudWatchMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Metric, Alarm, Dashboard } from '../../../src/awscdk';
import { AlertChannel, Comparison, Duration, IMetric, MetricUnit, Severity, Statistic } from '../../../src/core';
import { Json, synthesize, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { platform, synthesized } from '../platforms';

const ERRORS = Metric.of(new CloudWatchMetric({ namespace: 'AWS/SageMaker', metricName: 'Invocation5XXErrors', statistic: 'Sum' }), { label: 'Errors' });
const FOREIGN: IMetric = { metricSystem: 'gcp', label: 'Elsewhere', unit: MetricUnit.COUNT, statistic: Statistic.SUM, period: Duration.minutes(5) };

test('a graph that is added later appears behind the first ones', () => {
  const { app, ml } = platform();
  ml.dashboard.addGraph('Errors of endpoints', ERRORS);
  const [{ properties }] = synthesize(app).of('AWS::CloudWatch::Dashboard');
  const titles = [...text(properties.DashboardBody).matchAll(/"title":"([^"]+)"/g)].map(([, title]) => title);
  expect(titles).toEqual(['Stored artifacts', 'Refused requests and failed deployments', 'Traffic of the network', 'Estimated charges of the account', 'Errors of endpoints']);
  expect(ml.dashboard.titles).toEqual(titles);
});

test('a second dashboard has a name of its own', () => {
  const { app, stack, ml } = platform({ platformName: 'acme-ml' });
  new Dashboard(stack, 'FraudTeam', { platform: ml }).addGraph('Errors', ERRORS);
  const names = synthesize(app).of('AWS::CloudWatch::Dashboard').map(({ properties }) => properties.DashboardName);
  expect(names).toEqual(['acme-ml-eu-west-1', 'acme-ml-eu-west-1-fraud-team']);
});

test('the bytes of a store are those of all its classes', () => {
  const alarm = synthesized().of('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === 'ml-storage-growth')!;
  const counted = alarm.properties.Metrics.filter(({ MetricStat }: Json) => MetricStat).map(({ MetricStat }: Json) =>
    MetricStat.Metric.Dimensions.find(({ Name }: Json) => Name === 'StorageType').Value);
  expect(counted.sort()).toEqual(['DeepArchiveStorage', 'GlacierInstantRetrievalStorage', 'StandardIAStorage', 'StandardStorage']);
  expect(alarm.properties).toMatchObject({ Threshold: 20 * 2 ** 40, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' });
});

test('a failed deployment tells a person what failed', () => {
  const rules = synthesized({ platformName: 'acme-ml' }).of('AWS::Events::Rule');
  expect(rules.map(({ properties }) => properties.Name)).toEqual(['acme-ml-failed-deploys-endpoint', 'acme-ml-failed-deploys-pipeline', 'acme-ml-failed-deploys-stack']);
  const [endpoint, , stack] = rules.map(({ properties }) => properties);
  expect(endpoint.EventPattern.detail).toEqual({
    EndpointName: [{ prefix: 'acme-ml-' }], EndpointStatus: ['FAILED', 'OUT_OF_SERVICE', 'ROLLING_BACK', 'UPDATE_ROLLBACK_FAILED'],
  });
  expect(endpoint.Targets[0].InputTransformer.InputTemplate).toMatch(/^"acme-ml: a deployment failed: endpoint <\S+> is <\S+>\. /);
  expect(stack.EventPattern.detail['stack-id']).toEqual([{ Ref: 'AWS::StackId' }]);
});

test('refusals that count are of the platform: of its roles or of its buckets', () => {
  const [{ properties }] = synthesized({ platformName: 'acme-ml' }).of('AWS::Logs::MetricFilter');
  expect(text(properties.FilterPattern)).toContain('$.userIdentity.sessionContext.sessionIssuer.userName = "acme-ml-*"');
  expect(properties.MetricTransformations).toEqual([{ MetricNamespace: 'MlPlatform/acme-ml', MetricName: 'DeniedRequests', MetricValue: '1', DefaultValue: 0 }]);
});

test('topics are encrypted, and take messages of this account over TLS only', () => {
  const made = synthesized({ alerts: [AlertChannel.email('ml@acme.io')] });
  made.of('AWS::SNS::Topic').forEach(({ properties }) => expect(properties.KmsMasterKeyId).toBeDefined());
  made.of('AWS::SNS::TopicPolicy').forEach(({ properties }) => {
    const statements: Json[] = properties.PolicyDocument.Statement;
    expect(statements.filter(({ Effect }) => Effect === 'Deny').map(({ Condition }) => Condition)).toEqual([{ Bool: { 'aws:SecureTransport': 'false' } }]);
    expect(statements.filter(({ Effect }) => Effect === 'Allow').map(({ Principal }) => Principal.Service)).toEqual(['cloudwatch.amazonaws.com', 'events.amazonaws.com', 'budgets.amazonaws.com']);
  });
});

test('an alarm below a threshold calls the channels of its severity', () => {
  const { app, stack, ml } = platform({ platformName: 'acme-ml' });
  new Alarm(stack, 'TooFewCalls', { platform: ml, metric: ERRORS, threshold: 1, comparison: Comparison.BELOW, severity: Severity.CRITICAL, periods: 3, description: 'nobody calls' });
  const [alarm] = synthesize(app).of('AWS::CloudWatch::Alarm').filter(({ properties }) => properties.AlarmName === 'acme-ml-too-few-calls');
  expect(alarm.properties).toMatchObject({ ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 3, AlarmDescription: 'nobody calls' });
  expect(alarm.properties.AlarmActions.map(text)).toEqual([expect.stringContaining('Critical')]);
});

test("another cloud's metric is refused in alarms and graphs", () => {
  const { ml } = platform();
  expect(codesOf(() => ml.addAlarm('Far', { metric: FOREIGN, threshold: 1, description: 'far' }))).toEqual(['alarms/wrong-target']);
  expect(codesOf(() => ml.dashboard.addGraph('Far', FOREIGN))).toEqual(['alarms/wrong-target']);
  // One of the Terraform target on the same cloud is none of CloudFormation's, either.
  expect(codesOf(() => ml.addAlarm('Near', { metric: { ...FOREIGN, metricSystem: 'aws' }, threshold: 1, description: 'near' }))).toEqual(['alarms/wrong-target']);
});
