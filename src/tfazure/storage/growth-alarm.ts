import { Construct } from 'constructs';
import { IArtifactStoreMetrics } from '../../core';
import { planGrowthAlarm } from '../../core/observability/alarm-plan';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The alarm of a store that holds more than it should. */
export function growthAlarm(scope: Construct, platform: IMlPlatform, metrics: IArtifactStoreMetrics, aboveBytes: number, storeName: string): Alarm {
  const { threshold, severity, description } = planGrowthAlarm(platform.platformName, aboveBytes);
  const alarmName = `${platform.platformName}-${storeName}-storage-growth`;
  return new Alarm(scope, 'Growth', { platform, alarmName, metric: metrics.storedBytes(), threshold, severity, description });
}
