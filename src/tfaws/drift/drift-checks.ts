import { IModelRegistry, Schedule } from '../../core';
import { DriftMonitorPlace } from '../../core/drift/drift-monitor-place';
import { DriftMonitorPlan, isEvidently } from '../../core/drift/drift-monitor-plan';
import { RetrainPlan } from '../../core/drift/retrain-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { runsInCluster } from '../../core/jobs/training-job-plan';
import { isUnresolved, Problems, requireGrantPrefix } from '../../core/private';
import { monitorProblems } from '../../facts/aws/drift-refusals';
import { MONITOR, MONITORING_SCHEDULE_REFUSAL, monitoringExpression } from '../../facts/aws/drift-service';
import { groupOf } from '../../facts/aws/registry-service';
import { checkCloudRegistry, checkCronJob, checkEvidently } from '../../kubernetes/drift/evidently-checks';
import { requireRoleNames } from '../jobs/job-role';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { DriftMonitorProps } from './drift-monitor-props';

/** What only AWS refuses of a monitor. */
export function checkMonitor(plan: DriftMonitorPlan, { platform }: DriftMonitorProps, problems: Problems): void {
  const { baseline, groundTruth, reports, source, retraining, name } = plan;
  const paths = [baseline.path, groundTruth?.path, reports, source.kind === 'batch' ? source.path : source.capture.path];
  paths.forEach((path) => path && problems.collect(() => requireGrantPrefix(path.key)));
  if (isEvidently(plan)) {
    checkEvidently(plan, problems);
    checkCloudRegistry(plan, problems);
    return;
  }
  requireRoleNames(name, platform.region, problems);
  requireOwnRegistry(baseline.renewedBy, platform, problems);
  const found = monitorProblems(plan, { region: platform.region, retrainedIn: retrainedIn(retraining), pipeline: pipelineOf(retraining) });
  found.forEach(({ code, message }) => problems.add(code, message));
}

function retrainedIn(retraining: RetrainPlan | undefined): string | undefined {
  if (retraining?.kind !== 'job') return undefined;
  const { plan } = retraining.job._traits();
  return runsInCluster(plan) ? 'cluster' : plan.place.kind;
}

function pipelineOf(retraining: RetrainPlan | undefined): string | undefined {
  return retraining?.kind === 'pipeline' ? retraining.pipelineName : undefined;
}

/** Events of another account or region are not heard here. */
function requireOwnRegistry(registry: IModelRegistry | undefined, { accountId, region }: IMlPlatform, problems: Problems): void {
  const group = registry && groupOf(registry.registryId);
  if (!group) return;
  const isElsewhere = group.region !== region || (!isUnresolved(accountId) && group.account !== accountId);
  if (isElsewhere) {
    problems.add('drift/foreign-registry', `the baseline is to be renewed by '${group.model}' in account ${group.account}, ${group.region}, whose approvals are not heard of in ${region}: give a registry of the same account and region`);
  }
}

/** A schedule as SageMaker takes it; nothing where it has no words for it. */
export function monitoringTime(schedule: Schedule): string | undefined {
  const unknown = new Problems();
  const crontab = crontabOf(schedule, MONITOR.name, unknown);
  const known = new Problems().collect(() => {
    unknown.throwIfAny();
    return crontab;
  });
  return known && monitoringExpression(known);
}

/** Notes a schedule that SageMaker has no words for, or a CronJob where the monitor runs in a cluster. */
export function checkSchedule(schedule: Schedule, { kind }: DriftMonitorPlace, problems: Problems): void {
  if (kind === 'evidently') {
    checkCronJob(schedule, problems);
    return;
  }
  const said = schedule.cronExpression ?? `every ${schedule.interval}`;
  if (monitoringTime(schedule) === undefined) problems.add('drift/schedule', `the schedule '${said}' ${MONITORING_SCHEDULE_REFUSAL}`);
}
