import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { IAlarm, Severity } from '../../core';
import { planAlarm } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { MonitoringAlertPolicy } from '../../providers/google/monitoring-alert-policy';
import { inheritProviders, writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { conditionOf } from './alarm-condition';

/** When to call whom on Google Cloud. */
export interface AlarmProps extends core.AlarmProps {
  /** The platform whose channels are called; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /**
   * What the alert policy is called.
   * @default - the platform's name and the metric's label
   */
  readonly alarmName?: string;

  /**
   * A word that tells alarms of one kind apart; becomes the label `alarm`.
   * @default 'custom'
   */
  readonly kind?: string;
}

/** What Cloud Monitoring calls a severity; it has none for what is only worth knowing. */
const SEVERITIES: Partial<Record<Severity, string>> = { [Severity.CRITICAL]: 'CRITICAL', [Severity.WARNING]: 'WARNING' };

/**
 * An alert policy of Cloud Monitoring with one threshold on a `Metric` or a `PromqlMetric`, bound to the platform's channels of its severity. An incident
 * closes by itself after a day without data.
 *
 * Throws `alarms/wrong-target`, `alarms/threshold` and `alarms/periods`.
 *
 * @example
 * import { Construct } from 'constructs';
 * import { Severity, tfgcp } from 'ml-platform-constructs';
 *
 * function watch(scope: Construct, platform: tfgcp.MlPlatform) {
 *   new tfgcp.Alarm(scope, 'Full', {
 *     platform,
 *     metric: platform.artifacts.metrics.storedBytes(),
 *     threshold: 5e12,
 *     severity: Severity.CRITICAL,
 *     description: 'The bucket is about to outgrow its budget.',
 *   });
 * }
 */
export class Alarm extends Construct implements IAlarm {
  /** The name of the alert policy: `projects/…/alertPolicies/…`. */
  public readonly alarmId: string;

  /** How urgent it is. */
  public readonly alarmSystem: string = 'gcp';

  public readonly severity: Severity;

  /** The alert policy. */
  public readonly resource: TerraformResource;

  private readonly policy: MonitoringAlertPolicy;

  /**
   * @param scope where the alarm stands
   * @param id unique within the scope
   * @param props when to call whom
   */
  public constructor(scope: Construct, id: string, props: AlarmProps) {
    const problems = new Problems(scope, id);
    const plan = planAlarm(props, 'gcp', problems);
    problems.throwIfAny();
    const { platform, kind = 'custom' } = props;
    const title = writtenText(props.alarmName ?? `${platform.platformName}: ${plan.metric.label}`);
    super(scope, id);
    inheritProviders(this, platform);
    const policy = new MonitoringAlertPolicy(this, 'Resource', {
      project: platform.project,
      displayName: title,
      combiner: 'OR',
      severity: SEVERITIES[plan.severity],
      notificationChannels: [...platform.alertChannelIds(plan.severity)],
      documentation: { subject: title, content: writtenText(plan.description), mimeType: 'text/markdown' },
      alertStrategy: { autoClose: '86400s' },
      userLabels: { ...platform.tags, alarm: kind, severity: plan.severity },
      conditions: [conditionOf(plan)],
    });
    this.resource = policy;
    this.policy = policy;
    this.alarmId = policy.name;
    this.severity = plan.severity;
  }

  /**
   * Tells more channels than the platform has.
   *
   * @internal
   */
  public _alsoTell(channelIds: readonly string[]): void {
    if (channelIds.length > 0) this.policy.notificationChannels = [...this.policy.notificationChannelsInput ?? [], ...channelIds];
  }
}
