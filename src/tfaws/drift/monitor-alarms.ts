import { Construct } from 'constructs';
import { AlarmProps } from '../../core';
import { DriftAlarm } from '../../core/drift/drift-alarms';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { planAlertRoutes } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { CloudwatchMetricAlarm } from '../../providers/aws/cloudwatch-metric-alarm';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { TARGET } from '../support';

/** What an alarm of a monitor watches. */
export interface Watched extends Pick<AlarmProps, 'metric' | 'threshold' | 'comparison' | 'periods'> {
  /** Whether it goes off where nothing was counted, which is what an alarm for runs that are missing is for. */
  readonly missingIsBad?: boolean;
}

/** Makes the alarms of a monitor, which tell its own channels beside those of the platform. */
export class MonitorAlarms {
  private readonly topics?: AlertTopics;

  public constructor(private readonly scope: Construct, private readonly platform: IMlPlatform, private readonly plan: DriftMonitorPlan) {
    const { name, alerts } = plan;
    if (alerts.length === 0) return;
    const { region, accountId, encryptionKey: { keyId }, tags } = platform;
    // Channels that cannot be were refused when the monitor was planned.
    const routes = planAlertRoutes(alerts, TARGET, new Problems());
    this.topics = new AlertTopics(scope, 'Alerts', { routes, platformName: name, place: placeOf(region, accountId), keyArn: keyId, tags });
  }

  public make({ id, suffix, ...alarm }: DriftAlarm, { missingIsBad, ...watched }: Watched): Alarm {
    const { scope, platform, plan, topics } = this;
    const made = new Alarm(scope, id, { ...alarm, ...watched, platform, alarmName: `${plan.name}-${suffix}` });
    const resource = made.resource as CloudwatchMetricAlarm;
    if (topics) resource.alarmActions = [...platform.alertTopicArns(alarm.severity), ...topics.arns[alarm.severity]];
    if (missingIsBad) resource.treatMissingData = 'breaching';
    return made;
  }
}
