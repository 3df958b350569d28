import { IConstruct } from 'constructs';
import { DriftMonitorPlan, planDriftMonitor } from '../../core/drift/drift-monitor-plan';
import { EVIDENTLY_SERVICE } from '../../core/drift/evidently-service';
import { TARGET } from '../support';
import { checkMonitor, checkSchedule } from './drift-checks';
import { DriftMonitorProps } from './drift-monitor-props';
import { BIGQUERY_MONITOR } from './managed-service';

/** Checks what a monitor is to be, and completes it. */
export function planMonitor(scope: IConstruct, id: string, props: DriftMonitorProps): DriftMonitorPlan {
  const { platform, kind } = props;
  const { platformName, profile: { settings }, location, artifacts } = platform;
  return planDriftMonitor(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName, profile: settings },
    region: location,
    managed: BIGQUERY_MONITOR,
    evidently: EVIDENTLY_SERVICE,
    storageUri: /^gs:\/\//,
    storageName: 'Cloud Storage',
    // What the cloud's own monitor reads and writes are tables.
    ...(kind?._cluster ? { reports: (name) => artifacts.path(`drift/${name}`), capturePath: (endpoint) => artifacts.path(`capture/${endpoint}`) } : {}),
    checkSchedule,
    check: (plan, problems) => checkMonitor(plan, props, problems),
  });
}
