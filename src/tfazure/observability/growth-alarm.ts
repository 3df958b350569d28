import { Construct } from 'constructs';
import { IMetric } from '../../core';
import { planPlatformAlarms } from '../../core/observability/alarm-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Alarm } from './alarm';

/** The alarm of a store that holds more than it should. */
export function growthAlarm(scope: Construct, platform: IMlPlatform, metric: IMetric, aboveBytes: number, storeName: string): Alarm {
  const plan = planPlatformAlarms(platform.platformName, platform.profile.settings, undefined, aboveBytes).find(({ kind }) => kind === 'storage-growth')!;
  return new Alarm(scope, 'Growth', {
    platform,
    metric,
    threshold: plan.threshold,
    severity: plan.severity,
    description: plan.description,
    alarmName: `${storeName}-storage-growth`,
  });
}
