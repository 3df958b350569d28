import { IConstruct } from 'constructs';
import { DriftMonitorPlan, planDriftMonitor } from '../../core/drift/drift-monitor-plan';
import { serviceOf } from '../../core/drift/drift-service';
import { EVIDENTLY_SERVICE } from '../../core/drift/evidently-service';
import { MONITOR, MONITOR_NAME } from '../../facts/aws/drift-service';
import { TARGET } from '../support';
import { checkMonitor, checkSchedule } from './drift-checks';
import { DriftMonitorProps } from './drift-monitor-props';

/** Checks what a monitor is to be, and completes it. */
export function planMonitor(scope: IConstruct, id: string, props: DriftMonitorProps): DriftMonitorPlan {
  const { platform } = props;
  const { platformName, profile: { settings }, region, artifacts } = platform;
  return planDriftMonitor(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName, profile: settings },
    region,
    managed: serviceOf({ ...MONITOR, nameRule: MONITOR_NAME, batchFormats: [], joinsByRecordId: false }),
    evidently: EVIDENTLY_SERVICE,
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    reports: (name) => artifacts.path(`drift/${name}`),
    capturePath: (endpoint) => artifacts.path(`capture/${endpoint}`),
    checkSchedule,
    check: (plan, problems) => checkMonitor(plan, props, problems),
  });
}
