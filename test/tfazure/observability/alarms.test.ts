import { AlertChannel, Budget, Comparison, Duration, MetricUnit, Severity, Statistic } from '../../../src/core';
import { Metric, MlPlatform, PrometheusMetric, QueryMetric } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench, synthesized } from '../support/stacks';

const metric = (over: { period?: Duration; statistic?: Statistic } = {}) => new Metric({
  label: 'Requests', resourceId: '/subscriptions/x', namespace: 'Microsoft.Storage/storageAccounts', metricName: 'Transactions', unit: MetricUnit.COUNT, ...over,
});
const alarm = (platform: MlPlatform, periods: number, period: Duration) =>
  codesOf(() => platform.addAlarm('Odd', { metric: metric({ period }), threshold: 1, periods, description: 'odd' }));

test('what Azure Monitor cannot watch is refused with its reason', () => {
  const platform = new Bench().platform();
  expect(alarm(platform, 3, Duration.minutes(5))).toEqual(['alarms/consecutive-periods']);
  expect(alarm(platform, 1, Duration.minutes(7))).toEqual(['alarms/period']);
  expect(codesOf(() => metric({ statistic: Statistic.P99 }))).toEqual(['alarms/statistic']);
});

test('each share of the budget tells the channels of its severity; without channels the owners stand in', () => {
  const budget = { budget: Budget.monthly(100, { alertAtPercent: [80, 100] }), budgetStart: '2026-12-01' };
  const notifications = (props: Parameters<typeof synthesized>[0]) => synthesized(props).resource('azurerm_consumption_budget_resource_group').notification as Array<Record<string, unknown>>;
  const told = notifications({ ...budget, alerts: [AlertChannel.email('ml@acme.io')] });
  expect(told.map(({ threshold, contact_groups }) => [threshold, contact_groups])).toEqual([
    [80, [expect.stringContaining('Alerts_warning')]], [100, [expect.stringContaining('Alerts_critical')]],
  ]);
  expect(notifications(budget).map(({ contact_roles }) => contact_roles)).toEqual([['Owner'], ['Owner']]);
});

test("in a shared resource group the budget counts the platform's part by its tag", () => {
  const stack = synthesized({
    budget: Budget.monthly(100),
    budgetStart: '2026-12-01',
    existingResourceGroup: { resourceGroupId: '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/shared' },
  });
  expect(stack.resource('azurerm_consumption_budget_resource_group').filter).toEqual({ tag: [{ name: 'platform', values: ['ml'] }] });
});

test('an action group that exists is told beside ours', () => {
  const existing = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/ops/providers/Microsoft.Insights/actionGroups/oncall';
  const stack = synthesized({ alerts: [AlertChannel.existing(existing, Severity.CRITICAL), AlertChannel.email('ml@acme.io', Severity.WARNING)] });
  expect(Object.keys(stack.resources('azurerm_monitor_action_group'))).toHaveLength(1);
  expect(stack.resource('azurerm_monitor_activity_log_alert').action).toEqual([{ action_group_id: existing }]);
});

test('failed deployments are those of endpoints in the workspace', () => {
  expect(synthesized().resource('azurerm_monitor_activity_log_alert').criteria).toEqual({
    category: 'Administrative',
    statuses: ['Failed'],
    resource_types: expect.arrayContaining(['Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments']),
  });
});

test('the workbook shows storage, denials, runs, images and traffic, and takes more graphs later', () => {
  const stack = synthesized({}, (platform) => platform.dashboard.addGraph('Mine', metric()));
  const { items } = JSON.parse(stack.resource('azurerm_application_insights_workbook').data_json) as { items: Array<{ content: { title?: string } }> };
  expect(items.map(({ content }) => content.title).filter(Boolean)).toEqual([
    'Stored artifacts', 'Requests to the artifacts', 'Denied access', 'Failed runs', 'Images', 'Traffic to the internet', 'Mine',
  ]);
});

test('a metric of Prometheus is watched by a rule that lets several periods pass, in whole minutes', () => {
  const asked = (period?: Duration) => new PrometheusMetric({ label: 'Up', monitorWorkspaceId: '/subscriptions/x', query: 'sum(up)', period });
  const stack = synthesized({}, (platform) => {
    platform.addAlarm('Down', { metric: asked(), threshold: 1, comparison: Comparison.BELOW, periods: 3, severity: Severity.CRITICAL, description: 'down' });
    expect(codesOf(() => platform.addAlarm('Odd', { metric: asked(Duration.seconds(90)), threshold: 1, description: 'odd' }))).toEqual(['alarms/period']);
  });
  expect(stack.resource('azurerm_monitor_alert_prometheus_rule_group')).toMatchObject({
    name: 'ml-down', scopes: ['/subscriptions/x'], rule: [{ expression: '(sum(up)) < 1', for: 'PT15M', severity: 0 }],
  });
});

test('a metric that is a query is watched by a log search alert, a graph of it is a table', () => {
  const asked = new QueryMetric({ label: 'Calls', logAnalyticsWorkspaceId: '/subscriptions/logs', query: 'AKSAuditAdmin | count', valueColumn: 'Count', nameColumn: 'user' });
  const stack = synthesized({}, (platform) => {
    platform.addAlarm('Calls', { metric: asked, threshold: 5, description: 'many' });
    expect(codesOf(() => platform.addAlarm('Odd', { metric: asked, threshold: 1, periods: 2, description: 'odd' }))).toEqual(['alarms/consecutive-periods']);
    platform.dashboard.addGraph('Calls', asked);
  });
  const rule = stack.resource('azurerm_monitor_scheduled_query_rules_alert_v2', 'Calls/Resource');
  expect(rule).toMatchObject({ scopes: ['/subscriptions/logs'], window_duration: 'PT1H', criteria: [{ metric_measure_column: 'Count', operator: 'GreaterThan', threshold: 5 }] });
  expect(rule.identity).toBeUndefined();
  const { items } = JSON.parse(stack.resource('azurerm_application_insights_workbook').data_json) as { items: Array<{ content: object }> };
  expect(items.map(({ content }) => content)).toContainEqual(expect.objectContaining({ title: 'Calls', visualization: 'table' }));
});
