import { Fn } from 'aws-cdk-lib/core';
import { IAlarm } from '../../core';
import { isUnresolved } from '../../core/private';
import { Alarm } from '../observability/alarm';

/** The name of an alarm, by which SageMaker asks for it. */
export function alarmName(alarm: IAlarm): string {
  if (alarm instanceof Alarm) return alarm.resource.alarmName;
  return isUnresolved(alarm.alarmId) ? Fn.select(6, Fn.split(':', alarm.alarmId)) : alarm.alarmId.replace(/^.*:alarm:/, '');
}
