import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { AlarmPlan, planAlarm } from '../../core/observability/alarm-plan';
import { isUnresolved, kebab, physicalName, Problems } from '../../core/private';
import { ALARM_NAME } from '../../facts/aws/names';
import { CloudwatchMetricAlarm, CloudwatchMetricAlarmConfig } from '../../providers/aws/cloudwatch-metric-alarm';
import { inheritProviders, writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Metric } from './metric';
import { SUM_OF_ALL } from './metric-part';

/** An alarm on a metric of CloudWatch. */
export interface AlarmProps extends core.AlarmProps {
  /** The platform whose channels it calls. */
  readonly platform: IMlPlatform;

  /**
   * What the alarm is called.
   * @default - `<platform>-<id>`
   */
  readonly alarmName?: string;
}

/**
 * A CloudWatch alarm that calls the platform's channels of its severity. Without values it is quiet.
 *
 * Throws `alarms/wrong-target`, `alarms/metric-region`, `alarms/threshold`, `alarms/periods`, `core/name-length`.
 *
 * @example
 * import { Severity, tfaws } from 'ml-platform-constructs';
 * import { Construct } from 'constructs';
 *
 * function slow(scope: Construct, platform: tfaws.IMlPlatform, metric: tfaws.Metric) {
 *   return new tfaws.Alarm(scope, 'Slow', { platform, metric, threshold: 500_000, severity: Severity.CRITICAL, description: 'Answers take half a second' });
 * }
 */
export class Alarm extends Construct implements core.IAlarm {
  public readonly alarmId: string;

  public readonly alarmSystem: string = 'aws';

  public readonly severity: core.Severity;

  /** The alarm. */
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: AlarmProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planAlarm(props, 'aws', problems);
    checkRegion(props.metric, platform, problems);
    const alarmName = physicalName(ALARM_NAME, props.alarmName ? [props.alarmName] : [platform.platformName, kebab(id)], problems);
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);

    const alarm = new CloudwatchMetricAlarm(this, 'Resource', {
      alarmName,
      alarmDescription: writtenText(plan.description),
      ...watched(plan),
      alarmActions: platform.alertTopicArns(plan.severity),
      tags: { ...platform.tags },
    });
    this.resource = alarm;
    this.alarmId = alarm.arn;
    this.severity = plan.severity;
  }
}

function checkRegion(metric: core.IMetric, platform: IMlPlatform, problems: Problems): void {
  const { region } = metric as Metric;
  if (region && !isUnresolved(region) && region !== platform.region) {
    problems.add('alarms/metric-region', `'${metric.label}' is written in '${region}', but CloudWatch in '${platform.region}' alarms on its own metrics only: watch it there`);
  }
}

/** The metric, its threshold and its periods, as CloudWatch writes them. */
function watched(plan: AlarmPlan): Pick<CloudwatchMetricAlarmConfig, 'comparisonOperator' | 'evaluationPeriods'> & Partial<CloudwatchMetricAlarmConfig> {
  const metric = plan.metric as Metric;
  const period = metric.period.toSeconds();
  const stat = metric.statisticName();
  const common = {
    comparisonOperator: plan.comparison === core.Comparison.ABOVE ? 'GreaterThanThreshold' : 'LessThanThreshold',
    threshold: plan.threshold,
    evaluationPeriods: plan.periods,
    treatMissingData: 'notBreaching',
  };
  const [part, ...more] = metric._parts();
  const expression = metric._expression();
  if (more.length === 0 && !expression) {
    const statistic = stat.startsWith('p') ? { extendedStatistic: stat } : { statistic: stat };
    return { ...common, ...part, ...statistic, period };
  }
  return {
    ...common,
    metricQuery: [
      { id: 'total', expression: expression ?? SUM_OF_ALL, label: metric.label, returnData: true },
      ...[part, ...more].map((one, i) => ({ id: `m${i}`, metric: { ...one, stat, period } })),
    ],
  };
}
