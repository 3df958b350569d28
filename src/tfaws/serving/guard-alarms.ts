import { Fn } from 'cdktf';
import { IAlarm } from '../../core';
import { isUnresolved } from '../../core/private';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { CloudwatchMetricAlarm } from '../../providers/aws/cloudwatch-metric-alarm';
import { Alarm } from '../observability/alarm';

/** Whether a text is, or may be at deployment, the ARN of an alarm. */
export function isAlarmId(alarmId: string): boolean {
  return isUnresolved(alarmId) || /^arn:[a-z-]+:cloudwatch:.*:alarm:/.test(alarmId);
}

/** How many alarms of the endpoint itself guard its rollouts: that for errors, and that for latency. */
export function ownGuards({ rollout, objectives }: ModelEndpointPlan): number {
  if (!rollout.ownAlarms) return 0;
  return objectives.latencyMillis === undefined ? 1 : 2;
}

/** The name of an alarm, by which SageMaker asks for it. */
export function alarmName(alarm: IAlarm): string {
  if (alarm instanceof Alarm) return (alarm.resource as CloudwatchMetricAlarm).alarmName;
  return isUnresolved(alarm.alarmId) ? Fn.element(Fn.split(':', alarm.alarmId), 6) as string : alarm.alarmId.replace(/^.*:alarm:/, '');
}
