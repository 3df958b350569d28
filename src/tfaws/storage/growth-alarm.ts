import { Construct } from 'constructs';
import { IArtifactStoreMetrics } from '../../core';
import { planGrowthAlarm } from '../../core/observability/alarm-plan';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The alarm of a store that has grown; the platform's own store has the name without an id. */
export function growthAlarm(scope: Construct, id: string, platform: IMlPlatform, metrics: IArtifactStoreMetrics, aboveBytes: number): Alarm {
  const { title, description, threshold, severity } = planGrowthAlarm(platform.platformName, aboveBytes);
  const alarmId = id === 'Artifacts' ? 'StorageGrowth' : `${id}StorageGrowth`;
  return new Alarm(scope, alarmId, { platform, metric: metrics.storedBytes(), threshold, severity, description: `${title}. ${description}` });
}
