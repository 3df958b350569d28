import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Comparison } from '../../core';
import { AlarmPlan } from '../../core/observability/alarm-plan';
import { MANAGED_PROMETHEUS } from '../../facts/azure/cluster-metrics';
import { ALERT_FREQUENCIES, ALERT_WINDOWS } from '../../facts/azure/metrics';
import { MonitorAlertPrometheusRuleGroup } from '../../providers/azurerm/monitor-alert-prometheus-rule-group';
import { MonitorMetricAlert } from '../../providers/azurerm/monitor-metric-alert';
import { MonitorScheduledQueryRulesAlertV2 } from '../../providers/azurerm/monitor-scheduled-query-rules-alert-v2';
import { writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { SEVERITY_NUMBERS } from './alert-topics';
import { isPrometheus, isQuery } from './azure-metric';
import { furtherGroups } from './further-channels';
import { Metric } from './metric';
import { PrometheusMetric } from './prometheus-metric';
import { QueryMetric } from './query-metric';

export interface AlertRule {
  readonly name: string;
  readonly platform: IMlPlatform;
  readonly plan: AlarmPlan;
}

/** The rule that watches a metric: each kind of metric has a kind of rule of its own. */
export function alertRule(scope: Construct, id: string, rule: AlertRule): { readonly resource: TerraformResource; readonly alarmId: string } {
  const { metric } = rule.plan;
  const made = isPrometheus(metric) ? prometheusRule(scope, id, rule, metric)
    : isQuery(metric) ? queryRule(scope, id, rule, metric)
      : metricRule(scope, id, rule, metric as Metric);
  return { resource: made, alarmId: made.id };
}

const common = ({ name, platform }: AlertRule) => ({ name, resourceGroupName: platform.resourceGroupName, tags: platform.tags });
const groupsOf = (scope: Construct, { platform, plan: { severity } }: AlertRule) =>
  [...platform.alertActionGroupIds(severity), ...furtherGroups(scope, severity)];
const actions = (scope: Construct, rule: AlertRule) => groupsOf(scope, rule).map((actionGroupId) => ({ actionGroupId }));
const operator = (comparison: Comparison) => (comparison === Comparison.ABOVE ? 'GreaterThan' : 'LessThan');

function metricRule(scope: Construct, id: string, rule: AlertRule, metric: Metric): MonitorMetricAlert {
  const { plan } = rule;
  const minutes = metric.period.toSeconds() / 60;
  const dimension = Object.entries(metric.dimensions).map(([name, value]) => ({ name, operator: 'Include', values: [value] }));
  return new MonitorMetricAlert(scope, id, {
    ...common(rule),
    description: writtenText(plan.description),
    severity: SEVERITY_NUMBERS[plan.severity],
    scopes: [metric.resourceId],
    windowSize: ALERT_WINDOWS[minutes],
    frequency: ALERT_FREQUENCIES[minutes],
    criteria: [{
      metricNamespace: metric.namespace,
      metricName: metric.metricName,
      aggregation: metric.aggregation,
      operator: operator(plan.comparison),
      threshold: plan.threshold,
      dimension: dimension.length > 0 ? dimension : undefined,
    }],
    action: actions(scope, rule),
  });
}

function prometheusRule(scope: Construct, id: string, rule: AlertRule, metric: PrometheusMetric): MonitorAlertPrometheusRuleGroup {
  const { plan, platform, name } = rule;
  return new MonitorAlertPrometheusRuleGroup(scope, id, {
    ...common(rule),
    location: platform.location,
    description: writtenText(plan.description),
    scopes: [metric.monitorWorkspaceId],
    interval: MANAGED_PROMETHEUS.interval,
    ruleGroupEnabled: true,
    rule: [{
      alert: name,
      enabled: true,
      // A comparison binds before `or`: https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
      expression: `(${metric.query}) ${plan.comparison === Comparison.ABOVE ? '>' : '<'} ${plan.threshold}`,
      for: `PT${(metric.period.toSeconds() / 60) * plan.periods}M`,
      severity: SEVERITY_NUMBERS[plan.severity],
      annotations: { description: writtenText(plan.description) },
      action: actions(scope, rule),
      alertResolution: { autoResolved: true, timeToResolve: 'PT10M' },
    }],
  });
}

function queryRule(scope: Construct, id: string, rule: AlertRule, metric: QueryMetric): MonitorScheduledQueryRulesAlertV2 {
  const { plan, platform } = rule;
  const minutes = metric.period.toSeconds() / 60;
  const groups = groupsOf(scope, rule);
  return new MonitorScheduledQueryRulesAlertV2(scope, id, {
    ...common(rule),
    location: platform.location,
    description: writtenText(plan.description),
    severity: SEVERITY_NUMBERS[plan.severity],
    scopes: [metric.logAnalyticsWorkspaceId],
    windowDuration: ALERT_WINDOWS[minutes]!,
    evaluationFrequency: ALERT_FREQUENCIES[minutes]!,
    autoMitigationEnabled: true,
    // What the query reads may not be readable yet when the rule is made: rights spread within minutes.
    skipQueryValidation: true,
    identity: metric.identityId === undefined ? undefined : { type: 'UserAssigned', identityIds: [metric.identityId] },
    criteria: [{
      query: metric.query,
      timeAggregationMethod: 'Maximum',
      metricMeasureColumn: metric.valueColumn,
      operator: operator(plan.comparison),
      threshold: plan.threshold,
      dimension: [{ name: metric.nameColumn, operator: 'Include', values: ['*'] }],
      failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
    }],
    action: groups.length > 0 ? { actionGroups: groups } : undefined,
  });
}
