import { Fn } from 'cdktf';
import { IAlarm } from '../../core';
import { isUnresolved } from '../../core/private';
import { CloudwatchMetricAlarm } from '../../providers/aws/cloudwatch-metric-alarm';
import { Alarm } from '../observability/alarm';

/** The name of an alarm, by which SageMaker asks for it. */
export function alarmName(alarm: IAlarm): string {
  if (alarm instanceof Alarm) return (alarm.resource as CloudwatchMetricAlarm).alarmName;
  return isUnresolved(alarm.alarmId) ? Fn.element(Fn.split(':', alarm.alarmId), 6) as string : alarm.alarmId.replace(/^.*:alarm:/, '');
}
