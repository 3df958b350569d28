import { Construct } from 'constructs';
import { IArtifactStoreMetrics, Severity } from '../../core';
import { planPlatformAlarms } from '../../core/observability/alarm-plan';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The alarm of a store that has grown; the platform's own store has the name without an id. */
export function growthAlarm(scope: Construct, id: string, platform: IMlPlatform, metrics: IArtifactStoreMetrics, aboveBytes: number): Alarm {
  const { title, description } = planPlatformAlarms(platform.platformName, platform.profile.settings, undefined, aboveBytes).find(({ kind }) => kind === 'storage-growth')!;
  return new Alarm(scope, id === 'Artifacts' ? 'StorageGrowth' : `${id}StorageGrowth`, {
    platform,
    metric: metrics.storedBytes(),
    threshold: aboveBytes,
    severity: Severity.WARNING,
    description: `${title}. ${description}`,
  });
}
