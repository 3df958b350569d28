import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Schedule } from '../../core';
import { DriftMonitorPlace } from '../../core/drift/drift-monitor-place';
import { DriftMonitorPlan, isEvidently } from '../../core/drift/drift-monitor-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { runsInCluster } from '../../core/jobs/training-job-plan';
import { Problems, requireGrantPrefix } from '../../core/private';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { monitorProblems } from '../../facts/aws/drift-refusals';
import { MONITOR, MONITORING_SCHEDULE_REFUSAL, monitoringExpression } from '../../facts/aws/drift-service';
import { checkCloudRegistry, checkEvidently } from '../../kubernetes/drift/evidently-checks';
import { DriftMonitorProps } from './drift-monitor-props';

/** Where a monitor is checked. */
export interface CheckedMonitor {
  readonly props: DriftMonitorProps;
  readonly scope: IConstruct;
  /** Absent where it is known only at deployment. */
  readonly region?: string;
}

/** What only AWS refuses of a monitor. */
export function checkMonitor(plan: DriftMonitorPlan, { props: { platform }, scope, region }: CheckedMonitor, problems: Problems): void {
  requireKeyRegion(platform.key.keyArn, platform.region, Stack.of(scope).region, problems);
  [plan.baseline.path, plan.groundTruth?.path, plan.reports].forEach((path) => {
    if (path) problems.collect(() => requireGrantPrefix(path.key));
  });
  if (isEvidently(plan)) {
    checkEvidently(plan, problems);
    checkCloudRegistry(plan, problems);
    return;
  }
  const found = monitorProblems(plan, { region, retrainedIn: retrainedIn(plan), pipeline: pipelineOf(plan) });
  found.forEach(({ code, message }) => problems.add(code, message));
}

function retrainedIn({ retraining }: DriftMonitorPlan): string | undefined {
  if (retraining?.kind !== 'job') return undefined;
  const { plan } = retraining.job._traits();
  return runsInCluster(plan) ? 'cluster' : plan.place.kind;
}

function pipelineOf({ retraining }: DriftMonitorPlan): string | undefined {
  return retraining?.kind === 'pipeline' ? retraining.pipelineName : undefined;
}

/** Notes a schedule that SageMaker has no words for, or a CronJob where the monitor runs in a cluster. */
export function checkSchedule(schedule: Schedule, { kind }: DriftMonitorPlace, problems: Problems): void {
  const line = crontab(schedule);
  if (line !== undefined && (kind !== 'managed' || monitoringExpression(line) !== undefined)) return;
  const wish = `the schedule '${line ?? `every ${schedule.interval!}`}'`;
  problems.add('drift/schedule', kind === 'managed' ? `${wish} ${MONITORING_SCHEDULE_REFUSAL}` : `${wish} is none that a CronJob knows: give a distance that divides an hour or a day, or Schedule.cron(…)`);
}

/** A schedule as a line of a crontab; nothing where it is none. */
function crontab(schedule: Schedule): string | undefined {
  const found = new Problems();
  const line = crontabOf(schedule, MONITOR.name, found);
  return found.collect(() => {
    found.throwIfAny();
    return line;
  });
}
