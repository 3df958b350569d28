import { Construct } from 'constructs';
import { IArtifactStoreMetrics } from '../../core';
import { planGrowthAlarm } from '../../core/observability/alarm-plan';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The alarm of a store that holds more than it should. */
export function growthAlarm(scope: Construct, platform: IMlPlatform, metrics: IArtifactStoreMetrics, aboveBytes: number): Alarm {
  const { kind, title, threshold, severity, description } = planGrowthAlarm(platform.platformName, aboveBytes);
  return new Alarm(scope, 'StorageGrowth', { platform, metric: metrics.storedBytes(), threshold, severity, alarmName: title, kind, description });
}
