import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { IAlarm, Severity } from '../../core';
import { AlarmPlan, planAlarm } from '../../core/observability/alarm-plan';
import { physicalName, Problems } from '../../core/private';
import { ALERT_WINDOWS } from '../../facts/azure/metrics';
import { NAME_RULES } from '../../facts/azure/names';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { alertRule } from './alert-rules';
import { isPrometheus, isQuery } from './azure-metric';
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
 * An alert rule that tells the platform's action groups, and takes the alarm back when the value is good again: a metric alert
 * (`azurerm_monitor_metric_alert`), a group of one Prometheus rule for a `PrometheusMetric`, a log search alert for a `QueryMetric`.
 *
 * Metric alerts and log search alerts look at one window, which is the metric's period: throws `alarms/consecutive-periods` for more than one period, and
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
  public readonly alarmSystem: string = 'azure';

  public readonly severity: Severity;

  /** The alert rule. */
  public readonly resource: TerraformResource;

  /**
   * The id of what it watches, in whose resource group its alerts are listed.
   *
   * @internal
   */
  public readonly _watched: string;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope
   * @param props when to call whom
   */
  public constructor(scope: Construct, id: string, props: AlarmProps) {
    const { platform, alarmName } = props;
    const problems = new Problems(scope, id);
    const plan = planAlarm(props, 'azure', problems);
    const name = physicalName(NAME_RULES.metricAlert, alarmName ? [alarmName] : [platform.platformName, id.toLowerCase()], problems);
    checkPeriods(plan, problems);
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    const { resource, alarmId } = alertRule(this, 'Resource', { name, platform, plan });
    this.resource = resource;
    this.alarmId = alarmId;
    this.severity = plan.severity;
    this._watched = watchedBy(plan);
  }
}

function watchedBy({ metric }: AlarmPlan): string {
  if (isPrometheus(metric)) return metric.monitorWorkspaceId;
  return isQuery(metric) ? metric.logAnalyticsWorkspaceId : (metric as Metric).resourceId;
}

/** Rules of Prometheus take any time; the others look at one window. */
function checkPeriods({ metric, periods }: AlarmPlan, problems: Problems): void {
  const minutes = metric.period.toSeconds() / 60;
  if (isPrometheus(metric)) {
    if (!Number.isInteger(minutes)) problems.add('alarms/period', `a period of ${metric.period} cannot be watched: give whole minutes`);
    return;
  }
  if (periods > 1) {
    problems.add('alarms/consecutive-periods', `${periods} periods in a row are to be bad, but a metric alert looks at one window: give 1, and a metric of a longer period`);
  }
  if (!ALERT_WINDOWS[minutes]) {
    problems.add('alarms/period', `a period of ${metric.period} cannot be watched: give ${Object.keys(ALERT_WINDOWS).join(', ')} minutes`);
  }
}
