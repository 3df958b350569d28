import { IConstruct } from 'constructs';
import { planDriftMonitor } from '../../core/drift/drift-monitor-plan';
import { EVIDENTLY_SERVICE } from '../../core/drift/evidently-service';
import { captureFolder } from '../../core/serving/cluster-capture';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { checkCronJob, checkEvidently } from '../../kubernetes/drift/evidently-checks';
import { TARGET } from '../support';
import { checkAlerts } from './drift-checks';
import { DriftMonitorProps } from './drift-monitor-props';

/** Checks what a monitor is to be, and completes it: Evidently always, since there is no cloud whose service it could be. */
export function planMonitor(scope: IConstruct, id: string, props: DriftMonitorProps): ClusterDriftPlan {
  const { platform } = props;
  return planDriftMonitor(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName: platform.platformName, profile: platform.profile.settings },
    evidently: EVIDENTLY_SERVICE,
    storageUri: /^s3:\/\//,
    storageName: 'an S3-compatible store',
    reports: (name) => platform.artifacts.path(`drift/${name}`),
    capturePath: (endpoint) => platform.artifacts.path(captureFolder(endpoint)),
    checkSchedule: (schedule, _place, problems) => checkCronJob(schedule, problems),
    check: (plan, problems) => {
      checkAlerts(plan, problems);
      if (plan.place.kind === 'evidently') checkEvidently(plan as ClusterDriftPlan, problems);
    },
  }) as ClusterDriftPlan;
}
