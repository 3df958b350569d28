import { Alarm as CloudWatchAlarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import * as core from '../../core';
import { Comparison, IAlarm, Severity } from '../../core';
import { planAlarm } from '../../core/observability/alarm-plan';
import { kebab, physicalName, Problems } from '../../core/private';
import { ALARM_NAME } from '../../facts/aws/names';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { addTags } from '../tags';
import { Metric } from './metric';

/** An alarm of a platform on AWS. */
export interface AlarmProps extends core.AlarmProps {
  /** Whose channels are told. */
  readonly platform: IMlPlatform;

  /**
   * What the alarm is called.
   * @default - `<platform>-<id>`
   */
  readonly alarmName?: string;
}

/**
 * An alarm of CloudWatch that calls the platform's topics of its severity. Its name is the platform's and the id: `acme-ml-full`.
 * Throws `alarms/threshold`, `alarms/periods`, `alarms/wrong-target`, `core/name-length`.
 *
 * @example
 * import { Construct } from 'constructs';
 * import { awscdk, Size } from 'ml-platform-constructs';
 *
 * function watch(scope: Construct, platform: awscdk.IMlPlatform): awscdk.Alarm {
 *   return new awscdk.Alarm(scope, 'Full', {
 *     platform,
 *     metric: platform.artifacts.metrics.storedBytes(),
 *     threshold: Size.tebibytes(50).toBytes(),
 *     description: 'Delete checkpoints that nobody needs.',
 *   });
 * }
 */
export class Alarm extends Construct implements IAlarm {
  /** The ARN of the alarm. */
  public readonly alarmId: string;

  /** How urgent it is. */
  public readonly alarmSystem: string = 'aws';

  public readonly severity: Severity;

  /** The alarm. */
  public readonly resource: CloudWatchAlarm;

  /**
   * @param scope where it is made: any stack of the platform's region and account
   * @param id unique in the scope; part of the alarm's name
   * @param props when to call whom
   */
  public constructor(scope: Construct, id: string, props: AlarmProps) {
    const problems = new Problems(scope, id);
    const plan = planAlarm(props, 'aws', problems);
    const alarmName = physicalName(ALARM_NAME, props.alarmName ? [props.alarmName] : [props.platform.platformName, kebab(id)], problems);
    problems.throwIfAny();
    super(scope, id);
    this.severity = plan.severity;
    this.resource = new CloudWatchAlarm(this, 'Resource', {
      alarmName,
      alarmDescription: plan.description,
      metric: Metric._cloudWatch(plan.metric),
      threshold: plan.threshold,
      comparisonOperator: plan.comparison === Comparison.ABOVE ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: plan.periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.resource.addAlarmAction(...props.platform.alertTopics(plan.severity).map((topic) => new SnsAction(topic)));
    this.alarmId = this.resource.alarmArn;
    addTags(this, props.platform.tags);
  }
}
