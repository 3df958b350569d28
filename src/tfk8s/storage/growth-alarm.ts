import { Construct } from 'constructs';
import { IArtifactStoreMetrics } from '../../core';
import { planGrowthAlarm } from '../../core/observability/alarm-plan';
import { kebab, stableSuffix } from '../../core/private';
import { RELEASE_NAME } from '../../facts/kubernetes/names';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The alarm of a store that holds more than it should. */
export function growthAlarm(store: Construct, platform: IMlPlatform, metrics: IArtifactStoreMetrics, aboveBytes: number): Alarm {
  const { platformName } = platform;
  const { threshold, severity, description } = planGrowthAlarm(platformName, aboveBytes);
  const alarmName = shortened(`${platformName}-${kebab(store.node.id)}-growth`);
  return new Alarm(store, 'StorageGrown', { platform, alarmName, metric: metrics.storedBytes(), threshold, severity, description });
}

/** A bucket may have a longer name than a release; nobody has to know that of the release. */
function shortened(name: string): string {
  const suffix = `-${stableSuffix(name)}`;
  return name.length > RELEASE_NAME.maxLength ? name.slice(0, RELEASE_NAME.maxLength - suffix.length) + suffix : name;
}
