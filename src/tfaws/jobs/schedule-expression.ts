import { Schedule } from '../../core';
import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { SCHEDULE_REFUSAL, schedulerExpression } from '../../facts/aws/job-schedules';

const SERVICE = 'EventBridge Scheduler';

/** A schedule as EventBridge Scheduler takes it; nothing where it has no words for it. */
export function expressionOf(schedule: Schedule): string | undefined {
  return schedulerExpression(crontabOf(schedule, SERVICE, new Problems()));
}

/** Notes what EventBridge Scheduler has no words for, or a CronJob where the job runs in a cluster. */
export function checkSchedule(schedule: Schedule, inCluster: boolean, problems: Problems): void {
  const crontab = crontabOf(schedule, inCluster ? 'Kubernetes' : SERVICE, problems);
  if (!inCluster && schedulerExpression(crontab) === undefined) problems.add('job/schedule', `the schedule '${crontab}' ${SCHEDULE_REFUSAL}`);
}
