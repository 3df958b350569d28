import { AlertChannel, Budget, Duration, MetricUnit, Severity, Statistic } from '../../../src/core';
import { Metric, MlPlatform } from '../../../src/tfazure';
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
