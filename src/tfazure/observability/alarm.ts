import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { Comparison, IAlarm, Severity } from '../../core';
import { planAlarm } from '../../core/observability/alarm-plan';
import { isUnresolved, physicalName, Problems } from '../../core/private';
import { ALERT_FREQUENCIES, ALERT_WINDOWS } from '../../facts/azure/metrics';
import { NAME_RULES } from '../../facts/azure/names';
import { MonitorMetricAlert } from '../../providers/azurerm/monitor-metric-alert';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { SEVERITY_NUMBERS } from './alert-topics';
import { Metric } from './metric';

/** When to call whom, on Azure. */
export interface AlarmProps extends core.AlarmProps {
  /** Whose channels are told. */
  readonly platform: IMlPlatform;

  /**
   * What the alert rule is called.
   * @default - `<platform>-<id>`
   */
  readonly alarmName?: string;
}

/**
 * A metric alert (`azurerm_monitor_metric_alert`) that tells the platform's action groups, and takes the alarm back when the value is good again.
 *
 * A metric alert looks at one window, which is the metric's period: throws `alarms/consecutive-periods` for more than one period, and
 * `alarms/period` for a period that is no window of Azure Monitor; `alarms/wrong-target`, `alarms/threshold`, `core/name-length`.
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * function watch(platform: tfazure.IMlPlatform): tfazure.Alarm {
 *   return new tfazure.Alarm(platform, 'Full', {
 *     platform,
 *     metric: platform.artifacts.metrics.storedBytes(),
 *     threshold: 5e12,
 *     description: 'The store holds more than 5 TB.',
 *   });
 * }
 */
export class Alarm extends Construct implements IAlarm {
  /** The id of the alert rule. */
  public readonly alarmId: string;

  /** How urgent it is. */
  public readonly severity: Severity;

  /** The alert rule. */
  public readonly resource: TerraformResource;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope
   * @param props when to call whom
   */
  public constructor(scope: Construct, id: string, props: AlarmProps) {
    const { platform, alarmName } = props;
    const problems = new Problems(scope, id);
    const plan = planAlarm(props, 'azure', problems);
    const minutes = plan.metric.period.toSeconds() / 60;
    const name = physicalName(NAME_RULES.metricAlert, alarmName ? [alarmName] : [platform.platformName, id.toLowerCase()], problems);
    if (plan.periods > 1) {
      problems.add('alarms/consecutive-periods', `${plan.periods} periods in a row are to be bad, but a metric alert looks at one window: give 1, and a metric of a longer period`);
    }
    if (!ALERT_WINDOWS[minutes]) {
      problems.add('alarms/period', `a period of ${plan.metric.period} cannot be watched: give ${Object.keys(ALERT_WINDOWS).join(', ')} minutes`);
    }
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    const metric = plan.metric as Metric;
    const rule = new MonitorMetricAlert(this, 'Resource', {
      name,
      resourceGroupName: platform.resourceGroupName,
      description: plan.description,
      severity: SEVERITY_NUMBERS[plan.severity],
      scopes: [metric.resourceId],
      windowSize: ALERT_WINDOWS[minutes],
      frequency: ALERT_FREQUENCIES[minutes],
      criteria: [{
        metricNamespace: metric.namespace,
        metricName: metric.metricName,
        aggregation: metric.aggregation,
        operator: plan.comparison === Comparison.ABOVE ? 'GreaterThan' : 'LessThan',
        threshold: plan.threshold,
      }],
      action: platform.alertActionGroupIds(plan.severity).map((actionGroupId) => ({ actionGroupId })),
      tags: isUnresolved(platform.tags) ? platform.tags : { ...platform.tags },
    });
    this.resource = rule;
    this.alarmId = rule.id;
    this.severity = plan.severity;
  }
}
